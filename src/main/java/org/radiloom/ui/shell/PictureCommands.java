package org.radiloom.ui.shell;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.radiloom.ui.command.Category;
import org.radiloom.ui.command.Command;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.desk.Notice;
import org.radiloom.ui.desk.SnapshotActions;
import org.radiloom.ui.view.Viewport;
import org.radiloom.ui.words.Words;

/** Key images and pictures of what is on screen, as commands. */
public final class PictureCommands {
    private static final String NO_SERIES = "why.no.series";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private final DeskModels models;
    private final Supplier<Viewport> viewport;
    private final SnapshotActions actions;
    private final Words words;

    private PictureCommands(DeskModels models, Supplier<Viewport> viewport, SnapshotActions actions, Words words) {
        this.models = models;
        this.viewport = viewport;
        this.actions = actions;
        this.words = words;
    }

    /** @param viewport the one of the active pane */
    public static void register(
            Commands commands, DeskModels models, Supplier<Viewport> viewport, SnapshotActions actions, Words words) {
        var pictures = new PictureCommands(models, viewport, actions, words);
        commands.register(Command.of("keyimage.toggle", Category.IMAGE)
                .keys("K")
                .when(() -> models.panes().active().files().isPresent(), "why.no.file.image")
                .does(pictures::toggle));
        pictures.add(commands, "keyimage.next", "Shift+K", () -> pictures.step(models.keyImages()::next));
        pictures.add(commands, "keyimage.previous", "Ctrl+Shift+K", () -> pictures.step(models.keyImages()::previous));
        pictures.add(commands, "snapshot.save", "Ctrl+S", () -> pictures.save(true));
        pictures.add(commands, "snapshot.save.plain", "Ctrl+Shift+S", () -> pictures.save(false));
        pictures.add(commands, "snapshot.copy", "Ctrl+C", () -> pictures.copy(true));
        pictures.add(commands, "snapshot.copy.plain", "Ctrl+Shift+C", () -> pictures.copy(false));
    }

    private void add(Commands commands, String id, String key, Runnable action) {
        commands.register(Command.of(id, Category.IMAGE)
                .keys(key)
                .when(() -> models.viewport().stack().isPresent(), NO_SERIES)
                .does(action));
    }

    private void toggle() {
        models.panes().active().files().ifPresent(s -> models.keyImages()
                .toggle(s.item().id(), models.viewport().slice()));
    }

    private void step(BiFunction<String, Integer, OptionalInt> where) {
        models.panes()
                .active()
                .files()
                .map(s -> where.apply(s.item().id(), models.viewport().slice()))
                .ifPresent(slice -> slice.ifPresent(models.viewport()::goTo));
    }

    private Image picture(boolean overlays) {
        Viewport shown = viewport.get();
        return Snapshot.of(overlays ? shown : shown.plainPicture(), words.of("status.research"));
    }

    private void copy(boolean overlays) {
        var content = new ClipboardContent();
        content.putImage(picture(overlays));
        Clipboard.getSystemClipboard().setContent(content);
        models.status().setNotice(new Notice(words.of("snapshot.copied"), false));
    }

    /** Names neither patient nor study: what the file is called is for whoever saves it. */
    private void save(boolean overlays) {
        Image picture = picture(overlays);
        actions.saveSnapshot(
                Path.of("radiloom-" + LocalDateTime.now(ZoneId.systemDefault()).format(STAMP) + ".png"),
                Snapshot.pixels(picture),
                (int) picture.getWidth(),
                (int) picture.getHeight());
    }
}
