"""What may not stand in a dossier: rules as data, the detector that applies them, and the proofs that they hold."""
