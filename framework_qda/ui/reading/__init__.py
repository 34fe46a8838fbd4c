"""Reading views: any plan of cells as a sheet of full text."""
