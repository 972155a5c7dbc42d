from django import template

from accord.files.sizes import size_in_words

register = template.Library()
register.filter("size_in_words", size_in_words)
