package org.radiloom.ui.edit;

import org.radiloom.ui.command.CommandButtons;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.words.Words;

/** What the parts of the tab that corrects work with. */
public record EditBench(EditModel model, ViewportModel view, Words words, Commands commands) {
    /** Makes buttons that run commands and name their keys. */
    public CommandButtons buttons() {
        return new CommandButtons(commands, words);
    }
}
