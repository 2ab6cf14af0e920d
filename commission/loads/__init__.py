"""Many entries at once: a table and the files that it names, from the Secretariat."""
