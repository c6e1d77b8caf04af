"""What the program is made of: its licences and its bill of materials, out of the locks."""
