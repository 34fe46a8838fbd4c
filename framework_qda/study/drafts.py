"""Keep drafts: reports in the making, block by block."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from framework_qda.study.authoring import Block, BlockId, BlockKind, Draft, DraftId, QuotationId, Use
from framework_qda.study.core import as_json, cleaned_name, kept, new_id
from framework_qda.study.markups import markups, rewritten
from framework_qda.study.positions import positions
from framework_qda.study.quotations import QuotationVerbs


class DraftVerbs(QuotationVerbs):
    """Verbs on drafts and reporting checklists."""

    @kept("draft")
    def drafts(self) -> list[Draft]:
        """List the drafts in order."""
        rows = self._database.rows("SELECT id, name, settings FROM draft ORDER BY position, id")
        return [Draft(DraftId(row), name, json.loads(settings)) for row, name, settings in rows]

    def draft(self, draft: DraftId) -> Draft | None:
        """Give one draft, None where it is gone."""
        return next((each for each in self.drafts() if each.id == draft), None)

    def add_draft(
        self, name: str, blocks: Sequence[Block] = (), settings: Mapping[str, Any] | None = None
    ) -> DraftId:
        """Begin a draft, with blocks that get ids of their own."""
        name, draft = cleaned_name(name), DraftId(new_id())
        with self.action(f"Begin the draft “{name}”"):
            self._database.run(
                "INSERT INTO draft VALUES (?, ?, ?, 0)", (draft, name, as_json(settings or {}))
            )
            self._place("draft", draft, None)
            self.put_blocks(draft, blocks)
        return draft

    def rename_draft(self, draft: DraftId, name: str) -> None:
        self._rename("draft", draft, name, "draft")

    def move_draft(self, draft: DraftId, before: DraftId | None = None) -> None:
        """Put a draft before another, or last."""
        with self.action(f"Move the draft “{self._name('draft', draft)}”"):
            self._place("draft", draft, before)

    def delete_draft(self, draft: DraftId) -> None:
        """Delete a draft; undo brings it back."""
        with self.action(f"Delete the draft “{self._name('draft', draft)}”"):
            self._database.run("DELETE FROM draft WHERE id = ?", (draft,))

    def change_draft(self, draft: DraftId, settings: Mapping[str, Any], *, continues: str = "") -> None:
        """Say something of a draft as a whole: its subtitle, language, template of Word and the like."""
        with self.action(f"Set up the draft “{self._name('draft', draft)}”", continues):
            self._database.run("UPDATE draft SET settings = ? WHERE id = ?", (as_json(settings), draft))

    # --- Blocks ------------------------------------------------------------------------------------------

    @kept("block")
    def blocks(self, draft: DraftId) -> list[Block]:
        """List the blocks of a draft in order."""
        return [block for block, _ in self._placed_blocks(draft)]

    def _placed_blocks(self, draft: DraftId) -> list[tuple[Block, float]]:
        rows = self._database.rows(
            "SELECT id, kind, text, level, settings, position FROM block WHERE draft = ?"
            " ORDER BY position, id",
            (draft,),
        )
        return [
            (Block(BlockId(row), BlockKind(kind), text, level, json.loads(settings)), position)
            for row, kind, text, level, settings, position in rows
        ]

    def put_blocks(
        self, draft: DraftId, blocks: Sequence[Block], *, sentence: str = "", continues: str = ""
    ) -> list[BlockId]:
        """Make these the blocks of a draft, as one action that writes only what differs.

        A block without an id, or with that of one before it, gets its own. A spell of typing gives the same
        `continues` each time and makes one step of the history.
        """
        sentence = sentence or f"Write “{self._name('draft', draft)}”"
        with self.action(sentence, continues):
            before = {block.id: (block, position) for block, position in self._placed_blocks(draft)}
            now = _with_ids(blocks)
            gone = before.keys() - {block.id for block in now}
            self._database.run_many("DELETE FROM block WHERE id = ?", [(block,) for block in gone])
            places = positions([before[block.id][1] if block.id in before else None for block in now])
            for block, position in zip(now, places, strict=True):
                if before.get(block.id) != (block, position):
                    self._write_block(draft, block, position)
        return [block.id for block in now]

    def change_block(self, block: Block, *, sentence: str = "", continues: str = "") -> None:
        """Change what one block says or shows; it stays where it is."""
        with self.action(sentence or "Change a part of a draft", continues):
            self._database.run(
                "UPDATE block SET kind = ?, text = ?, level = ?, settings = ? WHERE id = ?",
                (block.kind, block.text, block.level, as_json(block.settings), block.id),
            )

    def _write_block(self, draft: DraftId, block: Block, position: float) -> None:
        self._database.run(
            "INSERT INTO block (id, draft, kind, level, text, settings, position)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET kind = excluded.kind,"
            " level = excluded.level, text = excluded.text, settings = excluded.settings,"
            " position = excluded.position, draft = excluded.draft",
            (block.id, draft, block.kind, block.level, block.text, as_json(block.settings), position),
        )

    # --- What stands where -------------------------------------------------------------------------------

    @kept("block", "draft")
    def uses(self) -> Mapping[QuotationId, tuple[Use, ...]]:
        """Tell where every quotation that is used stands, in the order of drafts and their text."""
        from framework_qda.text.drafting import quotations

        return self._found_in_drafts(quotations, '{{"')

    def used_in(self, draft: DraftId) -> list[QuotationId]:
        """List the quotations that stand in a draft, each once."""
        return [each for each, uses in self.uses().items() if any(use.draft == draft for use in uses)]

    @kept("block", "draft")
    def links_from_drafts(self) -> Mapping[str, tuple[Use, ...]]:
        """Tell where drafts point to each passage, cell and quotation as evidence, by its id."""
        from framework_qda.text.drafting import links

        return self._found_in_drafts(links, "|")

    def _found_in_drafts(
        self, ids: Callable[[str], Iterable[str]], sign: str
    ) -> Mapping[Any, tuple[Use, ...]]:
        """Tell by the ids in their markup where things stand; only what has the sign is read closely."""
        found: defaultdict[str, list[Use]] = defaultdict(list)
        for draft in self.drafts():
            for block in self.blocks(draft.id):
                for markup in markups(block):
                    for each in ids(markup) if sign in markup else ():
                        found[each].append(Use(draft.id, block.id))
        return {each: tuple(uses) for each, uses in found.items()}

    @kept("block", "draft", "quotation", "setting")
    def moved_on(self, draft: DraftId) -> list[tuple[BlockId, QuotationId]]:
        """List quotations within sentences that read otherwise than when their author saw the sentence."""
        from framework_qda.text.drafting import Quoted, parse
        from framework_qda.text.quoting import shown

        known, style = self.quotations_by_id(), self.house_style
        return [
            (block.id, QuotationId(each.quotation))
            for block in self.blocks(draft)
            if block.kind is not BlockKind.QUOTATION
            for markup in markups(block)
            for each in parse(markup)
            if isinstance(each, Quoted)
            and (found := known.get(QuotationId(each.quotation)))
            and shown(found.text, style) != each.agreed
        ]

    def agree(self, draft: DraftId, block: BlockId, quotation: QuotationId) -> None:
        """Say that a sentence stands with a quotation as it reads now."""
        from framework_qda.text.drafting import Quoted, parse, write
        from framework_qda.text.quoting import shown

        found, known = self._block(Use(draft, block)), self.quotation(quotation)
        if found is None or known is None:
            return
        now = Quoted(quotation, shown(known.text, self.house_style))

        def agreed(markup: str) -> str:
            each_now = [
                now if isinstance(each, Quoted) and each.quotation == quotation else each
                for each in parse(markup)
            ]
            return write(each_now) if now in each_now else markup

        self.change_block(rewritten(found, agreed), sentence="Agree to a changed quotation")

    def replace_quotation(self, use: Use, quotation: QuotationId, other: QuotationId) -> None:
        """Put another quotation in the place of one."""
        block = self._block(use)
        if block is None:
            return
        old, new = (f'{{{{"{each}|' for each in (quotation, other))
        block = rewritten(block, lambda markup: markup.replace(old, new))
        if block.settings.get("quotation") == quotation:
            block = block._replace(settings={**block.settings, "quotation": other})
        self.change_block(block, sentence="Exchange a quotation")

    def _block(self, use: Use) -> Block | None:
        return next((each for each in self.blocks(use.draft) if each.id == use.block), None)

    # --- Checklists --------------------------------------------------------------------------------------

    @kept("answer")
    def answers(self, checklist: str) -> Mapping[str, str]:
        """Give the author's own answers to a reporting checklist: item -> words."""
        return dict(self._database.rows("SELECT item, text FROM answer WHERE checklist = ?", (checklist,)))

    def answer(self, checklist: str, item: str, text: str, *, continues: str = "") -> None:
        """Answer an item of a checklist; "" goes back to what the study knows."""
        with self.action(f"Answer {checklist} {item}", continues):
            if text.strip():
                self._database.run(
                    "INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", (checklist, item, text.strip())
                )
            else:
                self._database.run("DELETE FROM answer WHERE checklist = ? AND item = ?", (checklist, item))


def _with_ids(blocks: Iterable[Block]) -> list[Block]:
    """Give every block an id of its own: one that was parted in two keeps it in its first half."""
    known, made = set[str](), list[Block]()
    for each in blocks:
        own = each.id and each.id not in known
        made.append(each if own else each._replace(id=BlockId(new_id())))
        known.add(made[-1].id)
    return made
