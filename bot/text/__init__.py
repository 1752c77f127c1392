"""Pure functions over text: no input or output, no discord, no SQL."""
