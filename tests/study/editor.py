"""Edit a study without end and print each edit once it is confirmed; made to be killed."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

from framework_qda import open_study


def edit(path: Path, passphrase: str, seed: int, edits: int = 50) -> None:
    """Chart cells by chance, an interview and a sub-topic a line with the text that is now saved."""
    chance = Random(seed)
    with open_study(path, passphrase, analyst="Ann") as study:
        interviews, subtopics = study.interviews(), study.subtopics()
        print("open", flush=True)
        for number in range(edits):
            interview, subtopic = chance.choice(interviews).id, chance.choice(subtopics).id
            text = f"{seed}.{number} " + "words " * chance.randrange(2000)
            study.chart(interview, subtopic, text)
            print(interview, subtopic, f"{seed}.{number}", flush=True)


if __name__ == "__main__":
    edit(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
