"""The fifth plan of the United States, as its open-government office keeps it."""
