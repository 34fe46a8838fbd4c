"""Quote what somebody points at, wherever that is in the window, and say what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from framework_qda.errors import StudyError
from framework_qda.study import Study
from framework_qda.study.model import PassageId
from framework_qda.tasks.taking import Taken, Wanted, take
from framework_qda.text.counting import counted

if TYPE_CHECKING:
    from framework_qda.ui.window import MainWindow

_SHOWN = 60  # letters of the words
_MANY = 20  # from which on it is done off the GUI thread


def quote(window: MainWindow) -> None:
    """Quote what has the keyboard; whatever pane has something to quote tells it by `wanted_quotation`."""
    if window.desk is None:
        return
    focus = window.focusWidget()
    wanted = wanted_at(focus)
    if wanted is None:
        window.say(_tr("Select words in an interview's text, a passage or a cell with links; then quote it."))
    elif wanted.ask:
        _ask(window, wanted, focus or window)
    else:
        quote_what(window, wanted)


def wanted_at(widget: QWidget | None) -> Wanted | None:
    """Ask a widget, and then those around it, what is to be quoted there."""
    while widget is not None:
        if tells := getattr(widget, "wanted_quotation", None):
            return tells()
        widget = widget.parentWidget()
    return None


def quote_what(window: MainWindow, wanted: Wanted) -> None:
    """Quote, and say so; whoever is writing stays there, also where it is quoted already."""
    if window.studio is None or window.desk is None or not window.desk.save():
        return
    study = window.studio.study
    if len(wanted.passages) + len(wanted.words) > _MANY:
        window.work.start(
            _tr("Quoting what is chosen"),
            lambda _progress: take(study, wanted),
            lambda taken: _tell(window, taken),
            window.complain,
        )
        return
    try:
        taken = take(study, wanted)
    except StudyError as error:
        window.say(str(error))
    else:
        _tell(window, taken)


def _tell(window: MainWindow, taken: Taken) -> None:
    """Say what became of what was wanted, and how to get there."""
    assert window.studio and window.desk
    study, desk = window.studio.study, window.desk
    found = [*taken.new, *taken.known]
    if found:
        go = (_tr("Open"), lambda: desk.show_quotations(found))
        window.say(_said(study, taken), undoable=bool(taken.new), go=go)
    else:
        window.say(_said(study, taken))


def _said(study: Study, taken: Taken) -> str:
    """Say what became of what was wanted."""
    from framework_qda.text.quoting import shown

    def words(quotation: str) -> str:
        found = next(each for each in study.quotations() if each.id == quotation)
        return _short(shown(found.text, study.house_style))

    said = list[str]()
    if len(taken.new) == 1:
        said.append(_tr("Quoted: “%s”") % words(taken.new[0]))
    elif taken.new:
        said.append(_tr("Quoted %d passages") % len(taken.new))
    if len(taken.known) == 1 and not taken.new:
        said.append(_tr("Quoted already: “%s”") % words(taken.known[0]))
    elif taken.known:
        said.append(counted(len(taken.known), _tr("1 was quoted already"), _tr("%d were quoted already")))
    if taken.unsure:
        said.append(_tr("its words are lost or in doubt: look at the passage in its interview's text first"))
    if taken.missing:
        said.append(_tr("the interview's text does not have these words; select there what was said"))
    sentence = "; ".join(said)
    return sentence[:1].upper() + sentence[1:]


def _ask(window: MainWindow, wanted: Wanted, widget: QWidget) -> None:
    """Ask which of several is meant, on the spot."""
    assert window.studio
    study, menu = window.studio.study, QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setObjectName("which_quotation")
    count = len(wanted.passages) + len(wanted.words)
    menu.addAction(_tr("Quote all %d") % count, lambda: quote_what(window, wanted._replace(ask=False)))
    menu.addSeparator()
    for each in wanted.passages:
        one = wanted._replace(passages=(each,), words=(), ask=False)
        menu.addAction(_entry(_words(study, each)), lambda one=one: quote_what(window, one))
    for interview, words in wanted.words:
        one = wanted._replace(passages=(), words=((interview, words),), ask=False)
        menu.addAction(_entry(words), lambda one=one: quote_what(window, one))
    menu.popup(widget.mapToGlobal(QPoint(widget.width() // 4, min(widget.height() // 3, 200))))
    menu.setActiveAction(menu.actions()[0])


def _words(study: Study, passage: PassageId) -> str:
    found = study.passage(passage)
    return found.words if found else _tr("deleted")


def _entry(words: str) -> str:
    return f"“{_short(words)}”".replace("&", "&&")


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"


def _tr(words: str) -> str:
    return QCoreApplication.translate("quotes", words)
