package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.ui.command.Category;
import org.radiloom.ui.command.Command;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.command.Keys;
import org.radiloom.ui.view.Tool;
import org.testfx.util.WaitForAsyncUtils;

/** Keys of the window, in the window. */
@Tag("ui")
class CommandKeysTest {
    @TempDir
    static Path folder;

    private static WindowUnderTest window;
    private static final List<String> RAN = new ArrayList<>();
    private static KeyCode letter = KeyCode.A;
    private static KeyCode function = KeyCode.F12;

    @BeforeAll
    static void open() throws Exception {
        window = WindowUnderTest.open(folder.resolve("no-models"), folder);
        var commands = window.workplace.commands();
        letter = free(commands, k -> k.isLetterKey() || k == KeyCode.DIGIT0);
        function = free(commands, KeyCode::isFunctionKey);
        fx(() -> {
            window.workplace
                    .commands()
                    .register(Command.of("test.letter", Category.PROGRAM)
                            .keys(letter.getName())
                            .does(() -> RAN.add("letter")));
            window.workplace
                    .commands()
                    .register(Command.of("test.function", Category.PROGRAM)
                            .keys(function.getName())
                            .does(() -> RAN.add("function")));
        });
    }

    /** A key that no command has. */
    private static KeyCode free(Commands commands, Predicate<KeyCode> kind) {
        return Arrays.stream(KeyCode.values())
                .filter(kind)
                .filter(k -> commands.find(Keys.of(k.getName())).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    @AfterAll
    static void close() {
        window.close();
    }

    @Test
    void lettersWriteInAFieldAndRunCommandsElsewhere() {
        var field = fx(() -> {
            var made = new TextField();
            window.workplace.shell().getChildren().add(made);
            made.requestFocus();
            return made;
        });
        WaitForAsyncUtils.waitForFxEvents();
        window.robot.push(letter);
        window.robot.push(function);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(letter.getName().toLowerCase(Locale.ROOT), field.getText());
        assertEquals(List.of("function"), RAN);
        fx(() -> {
            window.workplace.shell().getChildren().remove(field);
            window.viewport().requestFocus();
        });
        window.robot.push(letter);
        assertEquals(List.of("function", "letter"), RAN);
    }

    @Test
    void theKeysOfTheToolsSwitchThem() {
        fx(() -> window.viewport().requestFocus());
        window.robot.push(KeyCode.W);
        assertEquals(Tool.WINDOW, window.view().tool());
        window.robot.push(KeyCode.ESCAPE);
        assertEquals(Tool.SCROLL, window.view().tool());
        assertFalse(window.view().inverted());
        window.robot.push(KeyCode.I);
        assertFalse(window.view().inverted(), "nothing is on screen");
        assertTrue(window.workplace.commands().all().size() > 30);
    }
}
