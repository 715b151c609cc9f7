"""What a source network is: vocabulary, source, connection, journal, network, identity."""
