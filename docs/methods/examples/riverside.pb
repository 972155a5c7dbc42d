META
key;value
description;A made-up vote of ten people
budget;3000
vote_type;approval
num_projects;4
num_votes;10
PROJECTS
project_id;cost;name
pool;2400;Roof for the pool
trees;600;Trees in Mill Street
books;500;A book bus
bench;400;Benches by the river
VOTES
voter_id;vote
1;pool
2;pool
3;pool
4;pool
5;pool
6;pool
7;trees,books
8;trees,books
9;trees,books,bench
10;bench
