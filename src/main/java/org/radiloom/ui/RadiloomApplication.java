package org.radiloom.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.radiloom.home.Home;
import org.radiloom.model.ModelRegistry;
import org.radiloom.ui.preference.SavedPreferences;
import org.radiloom.ui.shell.FileDialogs;
import org.radiloom.ui.words.Language;
import org.radiloom.ui.words.Words;

/** JavaFX's entry; use {@link RadiloomWindow}. Public because JavaFX makes it by reflection. */
public final class RadiloomApplication extends Application {
    static final String ANALYSE = "--analyse";
    static final String MEASURE = "--measure";

    private @Nullable Workplace workplace;

    @Override
    public void start(Stage stage) {
        List<String> arguments = new ArrayList<>(getParameters().getRaw());
        boolean analyse = arguments.remove(ANALYSE);
        var saved = SavedPreferences.in(Home.standard(), Language.of(Locale.getDefault()));
        boolean measure = arguments.remove(MEASURE);
        var place = new Workplace(
                stage,
                Words.in(saved.preferences().language()),
                ModelRegistry.installed(),
                new FileDialogs(stage),
                saved);
        workplace = place;
        place.show();
        List<Path> paths = arguments.stream().map(Path::of).toList();
        if (measure) {
            new WindowBench(place, paths.getFirst()).run();
        } else if (!paths.isEmpty()) {
            place.desk().open(paths, analyse);
        }
    }

    @Override
    public void stop() {
        Optional.ofNullable(workplace).ifPresent(Workplace::close);
    }
}
