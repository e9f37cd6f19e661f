package org.radiloom.ui.preference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.radiloom.home.Home;
import org.radiloom.job.Jobs;
import org.radiloom.job.Outcome;
import org.radiloom.problem.Problem;
import org.radiloom.ui.words.Language;

/** Preferences that are kept in the folder for settings: read once, written a moment after every change. */
public final class SavedPreferences {
    private static final String NAME = "settings.json";

    private final Home home;
    private final SettingsFile file;
    private final Preferences preferences;
    private final Optional<Path> setAside;
    private boolean writing;
    private boolean dirty;
    private boolean closed;

    private SavedPreferences(Home home, Language usual) {
        this.home = home;
        file = new SettingsFile(home.config().resolve(NAME));
        SettingsFile.Held held = file.read();
        preferences = new Preferences(held.settings(), usual);
        setAside = held.setAside();
    }

    /** Those of a home; {@code usual} is the language until one is chosen. */
    public static SavedPreferences in(Home home, Language usual) {
        return new SavedPreferences(home, usual);
    }

    public Home home() {
        return home;
    }

    public Preferences preferences() {
        return preferences;
    }

    /** Where the file lies now if it was damaged and the preferences began anew. */
    public Optional<Path> setAside() {
        return setAside;
    }

    /** Writes every change from now on; {@code failed} is told when that cannot be done. */
    public void keep(Jobs jobs, Consumer<Problem> failed) {
        preferences.onChange(() -> {
            dirty = true;
            if (!writing && !closed) {
                write(jobs, failed);
            }
        });
    }

    /** One at a time: what changes meanwhile is written once, afterwards. */
    private void write(Jobs jobs, Consumer<Problem> failed) {
        writing = true;
        dirty = false;
        ObjectNode now = preferences.settings();
        jobs.<Path>submit(
                "preferences",
                "preferences",
                progress -> {
                    file.write(now);
                    return home.config();
                },
                new Outcome<>() {
                    @Override
                    public void done(Path written) {
                        writing = false;
                        if (dirty && !closed) {
                            write(jobs, failed);
                        }
                    }

                    @Override
                    public void failed(Problem problem) {
                        writing = false;
                        failed.accept(problem);
                    }
                });
    }

    /**
     * Writes what is not written yet, without waiting for jobs; they must have ended.
     *
     * @throws Problem if the folder cannot be written
     */
    public void close() throws Problem {
        closed = true;
        if (dirty || writing) {
            file.write(preferences.settings());
        }
    }
}
