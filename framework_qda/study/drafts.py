"""Keep drafts: reports in the making, block by block."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from framework_qda.study.authoring import Block, BlockId, BlockKind, Draft, DraftId, QuotationId, Use
from framework_qda.study.core import cleaned_name, kept, new_id
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
                "INSERT INTO draft VALUES (?, ?, ?, 0)", (draft, name, json.dumps(settings or {}))
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
            self._database.run("UPDATE draft SET settings = ? WHERE id = ?", (json.dumps(settings), draft))

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
                (block.kind, block.text, block.level, json.dumps(block.settings), block.id),
            )

    def _write_block(self, draft: DraftId, block: Block, position: float) -> None:
        self._database.run(
            "INSERT INTO block (id, draft, kind, level, text, settings, position)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET kind = excluded.kind,"
            " level = excluded.level, text = excluded.text, settings = excluded.settings,"
            " position = excluded.position, draft = excluded.draft",
            (block.id, draft, block.kind, block.level, block.text, json.dumps(block.settings), position),
        )

    # --- What stands where -------------------------------------------------------------------------------

    @kept("block", "draft")
    def uses(self) -> Mapping[QuotationId, tuple[Use, ...]]:
        """Tell where every quotation that is used stands, in the order of drafts and their text."""
        from framework_qda.text.drafting import quotations

        found: defaultdict[QuotationId, list[Use]] = defaultdict(list)
        for draft, block, text in self._database.rows(
            "SELECT draft, block.id, text FROM block JOIN draft ON draft.id = draft"
            " WHERE instr(text, '{{\"') ORDER BY draft.position, draft.id, block.position, block.id"
        ):
            for quotation in quotations(text):
                found[QuotationId(quotation)].append(Use(DraftId(draft), BlockId(block)))
        return {quotation: tuple(uses) for quotation, uses in found.items()}

    def used_in(self, draft: DraftId) -> list[QuotationId]:
        """List the quotations that stand in a draft, each once."""
        return [each for each, uses in self.uses().items() if any(use.draft == draft for use in uses)]

    @kept("block", "draft")
    def links_from_drafts(self) -> Mapping[str, tuple[Use, ...]]:
        """Tell where drafts point to each passage, cell and quotation as evidence, by its id."""
        from framework_qda.text.drafting import links

        found: defaultdict[str, list[Use]] = defaultdict(list)
        for draft in self.drafts():
            for block in self.blocks(draft.id):
                for link in links(block.text):
                    found[link].append(Use(draft.id, block.id))
        return {link: tuple(uses) for link, uses in found.items()}

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
            for each in parse(block.text)
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
        inlines = [
            now if isinstance(each, Quoted) and each.quotation == quotation else each
            for each in parse(found.text)
        ]
        self.change_block(found._replace(text=write(inlines)), sentence="Agree to a changed quotation")

    def replace_quotation(self, use: Use, quotation: QuotationId, other: QuotationId) -> None:
        """Put another quotation in the place of one."""
        block = self._block(use)
        if block and f'"{quotation}|' in block.text:
            settings = {**block.settings}
            if settings.get("quotation") == quotation:
                settings["quotation"] = other
            text = block.text.replace(f'{{{{"{quotation}|', f'{{{{"{other}|')
            self.change_block(block._replace(text=text, settings=settings), sentence="Exchange a quotation")

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
