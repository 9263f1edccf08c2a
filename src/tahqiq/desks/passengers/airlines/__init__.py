"""How far each airline sent what the law asks for."""
