"""The texts contracts are made of: clauses, steps, definitions, questions, law packs. Data only."""
