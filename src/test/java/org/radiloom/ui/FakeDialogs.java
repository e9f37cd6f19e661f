package org.radiloom.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.radiloom.ui.desk.Dialogs;

/** Answers every question with one folder. */
record FakeDialogs(Path answer) implements Dialogs {
    @Override
    public Optional<Path> folder(String title) {
        return Optional.of(answer);
    }

    @Override
    public List<Path> files(String title) {
        return List.of(answer);
    }

    @Override
    public Optional<Path> saveAs(String title, String suggestedName) {
        return Optional.of(answer.resolve(suggestedName));
    }
}
