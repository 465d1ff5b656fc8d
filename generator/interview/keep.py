"""Keeping an interview: a deal file and a private file after every answer, and taking it up again.

The private file is written first. It names the deal file that goes with it, and the one before, by their digests: so a file
that was changed by hand since is told from one whose writing was cut off.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from pydantic import BaseModel

from generator.deal import Deal
from generator.deal.alliance import SideName
from generator.deal.keys import arms
from generator.deal.private import KeptReply, Private, Talk, private_path
from generator.deal.read import DealError, Fault, make, parse_object, plain_data, read_text
from generator.interview.fold import look
from generator.interview.look import Look
from generator.interview.plan import Plan
from generator.interview.reading import merged, state_of
from generator.interview.state import Reply, State
from generator.values import Date


class InUse(Exception):
    """Another interview has the file open; the message says so."""


@dataclass(frozen=True)
class Opened:
    """An interview taken up. `notices`: what the user is told first, one sentence each. `own`: the rest of the private file."""

    state: State
    path: Path
    private: Path
    notices: tuple[str, ...] = ()
    is_new: bool = False
    written: str = ""
    own: dict[str, Any] | None = None


def deal_path(path: Path, by: SideName | None) -> Path:
    """Whose file it is: with a side given each side has a deal file of its own.

    >>> deal_path(Path("deals/harbor.json"), "b").as_posix(), deal_path(Path("harbor.b.json"), "b").as_posix()
    ('deals/harbor.b.json', 'harbor.b.json')
    """
    if by is None or path.name.endswith(f".{by}.json"):
        return path
    return path.with_name(f"{path.name.removesuffix('.json')}.{by}.json")


def opened(path: Path, plan: Plan, by: SideName | None, on: str) -> Opened:
    """Take up an interview, or begin one. `on`: the day, for a deal file that is new. Raises DealError, OSError."""
    common, path = path, deal_path(path, by)
    private = private_path(path)
    try:
        Date.parse(on)
    except ValueError as error:
        raise DealError([Fault("", f"--on: {error}")]) from None
    own, talk = _private(private)
    if talk is None:
        return _begun(path, common, plan, by, on, own)
    state = _state(talk, by)
    if not path.exists():
        # Deleted, or its first writing was cut off; what the common file says was read at the beginning.
        told = f"{path} is not there; it is written again from the answers in {private}."
        return Opened(state, path, private, (told,), own=own)
    text = read_text(path)
    digest = _digest(text)
    if digest in (talk.written, talk.before):
        return Opened(state, path, private, written=digest, own=own)
    state, changed = merged(parse_object(text, str(path)), look(state, plan))
    told = f"{path} was changed by hand since; {_listed(changed)}"
    return Opened(state, path, private, (told,), written=digest, own=own)


def _begun(path: Path, common: Path, plan: Plan, by: SideName | None, on: str, own: dict[str, Any]) -> Opened:
    """An interview that begins: from a deal file, from the common one of both sides, or from nothing."""
    private = private_path(path)
    start = path if path.exists() else common
    if not start.exists():
        base = {
            "pactwright": 1, "id": _id(path), "draft_date": on, "sides": {"a": {"short": "Side A"}, "b": {"short": "Side B"}},
        }  # fmt: skip
        return Opened(State(base, side=by, fill=True), path, private, is_new=True, own=own)
    text = read_text(start)
    state = state_of(parse_object(text, str(start)), plan, by)
    told = f"{start}: {_count(len(state.replies))} answered by what it says already."
    if start != path:
        told += f" Your answers go into {path}; {start} stays as it is."
    # The digest is that of the deal file alone: the common file is none that an interview of one side has written.
    return Opened(state, path, private, (told,), written=_digest(text) if start == path else "", own=own)


def _count(n: int) -> str:
    return "no question is" if not n else f"{n} question{' is' if n == 1 else 's are'}"


def _listed(changed: tuple[str, ...]) -> str:
    if not changed:
        return "no answer is touched by it."
    return f"the answer to {', '.join(changed)} is now as the file has it." if len(changed) < 12 else f"{len(changed)} answers are now so."


def _private(path: Path) -> tuple[dict[str, Any], Talk | None]:
    """The private file as it is, and the interview in it."""
    if not path.exists():
        return {}, None
    text = read_text(path)
    raw = parse_object(text, str(path), "a private file")
    talk = make(Private, raw, str(path), text).interview
    return {key: value for key, value in raw.items() if key != "interview"}, talk


def _state(talk: Talk, by: SideName | None) -> State:
    replies = {id: Reply(**{name: getattr(kept, name) for name in KeptReply.model_fields}) for id, kept in talk.replies.items()}
    return State(talk.base, replies, talk.at, by, talk.deep, frozenset(talk.forced), talk.fill)


def _id(path: Path) -> str:
    """An id for a deal from the name of its file."""
    words = re.sub(r"[^a-z0-9]+", "-", path.name.removesuffix(".json").lower()).strip("-")
    return words[:60] or "deal"


def save(kept: Opened, now: Look) -> Opened:
    """Write both files, each whole or not at all; the private one first. Raises OSError."""
    # Loaded here: the first question waits for no writer.
    from generator.writers import save as save_file

    text = deal_text(now)
    written = _digest(text)
    state, replies = now.state, now.state.replies.items()
    talk = Talk(
        at=state.at,
        deep=state.deep,
        forced=sorted(state.forced),
        fill=state.fill,
        base=dict(state.base),
        replies={id: KeptReply(**{name: _plain(getattr(reply, name)) for name in KeptReply.model_fields}) for id, reply in replies},
        written=written,
        before=kept.written,
    )
    own = {**(kept.own or {}), **now.private}
    rest = {key: value for key, value in own.items() if key not in ("pactwright_private", "deal")}
    private = {"pactwright_private": 1, "deal": now.raw["id"], **rest, "interview": plain_data(talk)}
    save_file(kept.private, (json.dumps(private, indent=1, ensure_ascii=False) + "\n").encode())
    save_file(kept.path, text.encode())
    return replace(kept, state=state, written=written, is_new=False, notices=(), own=own)


def _plain(value: Any) -> Any:
    return dict(value) if not isinstance(value, str | bool) else value


def deal_text(now: Look) -> str:
    """The deal file: the keys of each part in the order of the model, so that the way through the questions does not show."""
    return json.dumps(ordered(now.raw, Deal), indent=2, ensure_ascii=False) + "\n"


def ordered(raw: Any, annotation: Any) -> Any:
    """Raw data with the keys of its parts in the order of the model."""
    if isinstance(raw, list):
        inner = next((arm.__args__[0] for arm in arms(annotation) if getattr(arm, "__origin__", None) is list), Any)
        return [ordered(item, inner) for item in raw]
    if not isinstance(raw, dict):
        return raw
    model = next((arm for arm in arms(annotation) if isinstance(arm, type) and issubclass(arm, BaseModel)), None)
    if model is None:
        return {key: raw[key] for key in sorted(raw)} if set(raw) - {"open", "longer_of", "shorter_of"} else raw
    known = {info.alias or name: info.annotation for name, info in model.model_fields.items()}
    first = [key for key in ("id",) if key in raw and key in known and model is not Deal]
    keys = [*first, *(key for key in known if key in raw and key not in first), *(key for key in raw if key not in known)]
    return {key: ordered(raw[key], known.get(key, Any)) for key in keys}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@contextlib.contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold a deal file for one interview. Raises InUse when another has it, OSError where the folder cannot be written."""
    beside = path.with_name(f".{path.name}.lock")
    with _locked(beside, path):
        try:
            yield
        finally:
            # Taken away while it is held, so that it is no other's. Windows lets nobody take away an open file: there it stays.
            with contextlib.suppress(PermissionError):
                beside.unlink(missing_ok=True)


def _locked(beside: Path, path: Path) -> IO[bytes]:
    """The lock file, open and held. Raises InUse, OSError."""
    while True:
        held = beside.open("a+b")
        try:
            _hold(held)
        except OSError:
            held.close()
            raise InUse(f"{path}: another interview has this file open; end it there, or wait until it has ended.") from None
        # Between opening and holding, the holder before may have taken the file away, and a third may have made a new one:
        # a lock on a file that has no name any more keeps nobody out.
        if _has_name(held, beside):
            return held
        held.close()


def _has_name(held: IO[bytes], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(held.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _hold(held: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
