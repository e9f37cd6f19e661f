package org.radiloom.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.radiloom.ui.desk.Dialogs;

/** The system's own dialogs; each starts where the last one ended. */
public final class FileDialogs implements Dialogs {
    private final Window owner;
    private @Nullable File last;

    public FileDialogs(Window owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Path> folder(String title) {
        var chooser = new DirectoryChooser();
        chooser.setTitle(title);
        if (last != null && last.isDirectory()) {
            chooser.setInitialDirectory(last);
        }
        Optional<File> chosen = Optional.ofNullable(chooser.showDialog(owner));
        chosen.ifPresent(folder -> last = folder);
        return chosen.map(File::toPath);
    }

    @Override
    public List<Path> files(String title) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        if (last != null && last.isDirectory()) {
            chooser.setInitialDirectory(last);
        }
        List<File> chosen =
                Optional.ofNullable(chooser.showOpenMultipleDialog(owner)).orElse(List.of());
        if (!chosen.isEmpty()) {
            last = chosen.get(0).getParentFile();
        }
        return chosen.stream().map(File::toPath).toList();
    }

    @Override
    public Optional<Path> saveAs(String title, String suggestedName) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(suggestedName);
        int dot = suggestedName.lastIndexOf('.');
        if (dot >= 0) {
            String end = suggestedName.substring(dot + 1);
            chooser.getExtensionFilters()
                    .add(new FileChooser.ExtensionFilter(end.toUpperCase(Locale.ROOT), "*." + end));
        }
        if (last != null && last.isDirectory()) {
            chooser.setInitialDirectory(last);
        }
        Optional<File> chosen = Optional.ofNullable(chooser.showSaveDialog(owner));
        chosen.ifPresent(file -> last = file.getParentFile());
        return chosen.map(File::toPath);
    }
}
