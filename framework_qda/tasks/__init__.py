"""Work that needs several rooms: importing interviews, exporting matrices, building the sample study."""
