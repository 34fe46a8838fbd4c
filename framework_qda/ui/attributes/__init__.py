"""The attributes of areas, interviews and participants as a sheet."""
