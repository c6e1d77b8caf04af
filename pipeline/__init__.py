"""Poortwachter: documents for re-integration dossiers, with a gate on medical content."""
