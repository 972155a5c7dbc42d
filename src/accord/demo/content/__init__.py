"""The demo's own texts: a country that doesn't exist, told in English, Spanish and French."""
