"""Taking records out of a shop: into files, databases and warehouses."""
