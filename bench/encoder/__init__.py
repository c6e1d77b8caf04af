"""How the encoder tier is made: the published weights, the network, the noise, the training and the export."""
