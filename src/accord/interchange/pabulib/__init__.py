"""Reads and writes `.pb` files, the format in which cities publish votes on budgets (Pabulib).

A text of three parts, META, PROJECTS and VOTES, each with a heading, separated by semicolons:

    META                     PROJECTS                    VOTES
    key;value                project_id;cost;name        voter_id;vote
    budget;2500              1;600;Library hours         1;1,2,4
    vote_type;approval       2;800;Skate park            2;1,2

`vote` names projects. Where `vote_type` is scoring or cumulative, `points` has a number for each;
where it is ordinal, the first named is liked best, and its points are Borda's (`methods.budget`).
Whatever else is in the file is kept, so that what is written again says the same.

Limits that META states (`max_length` and the like) hold for each ballot. A file that breaks them is
refused, unless it is read `leniently`: then its ballots count as they stand, and `notices` say so.

Source: Faliszewski et al. (2023), "Participatory Budgeting: Data, Tools and Analysis", IJCAI;
pabulib.org/format.
"""

from accord.interchange.pabulib.parts import Table
from accord.interchange.pabulib.reader import Pabulib, parse, read
from accord.interchange.pabulib.writer import tables_of, write

__all__ = ["Pabulib", "Table", "parse", "read", "tables_of", "write"]
