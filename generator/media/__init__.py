"""One picture → its published form. Reads bytes, returns bytes."""
