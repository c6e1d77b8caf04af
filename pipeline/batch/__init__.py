"""Writing what was made, for one dossier or many."""
