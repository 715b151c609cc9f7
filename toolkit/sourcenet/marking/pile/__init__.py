"""How a pile of submissions is worked through: who handed in, one run at a time, limits, folders whole or absent."""
