"""The nouns: frozen dataclasses for what flows, pydantic models for what authors write. No behaviour beyond reading."""
