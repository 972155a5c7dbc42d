"""What people say to each other's ideas; plain enough to stand under any of them."""

COMMENTS: list[tuple[str, str]] = [
    ("en", "The same happens on our side of the river."),
    ("en", "Who would pay for it? I’d rather start small and see."),
    ("en", "I asked about this two years ago. I still have the letter."),
    ("en", "Put it on paper too. My father won’t look at a screen."),
    ("en", "Yes, and say the date by which it will be done."),
    ("en", "I work in an office like that. We’d be glad of a clear rule."),
    ("es", "En mi barrio pasa igual, y nadie da la cara."),
    ("es", "Estoy de acuerdo, pero que lo expliquen también por radio."),
    ("es", "¿Y quién lo revisa después? Sin eso no sirve."),
    ("es", "Yo puedo ayudar los sábados."),
    ("fr", "Chez nous aussi. Il faudrait commencer par les écoles."),
    ("fr", "D’accord, mais avec une date et un nom."),
    ("fr", "J’ai la même question depuis des années."),
]
