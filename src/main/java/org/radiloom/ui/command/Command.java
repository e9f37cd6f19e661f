package org.radiloom.ui.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.radiloom.ui.words.Words;

/**
 * Something that the window can do.
 *
 * <pre>{@code
 * commands.register(Command.of("view.invert", Category.IMAGE)
 *         .keys("I")
 *         .when(() -> model.stack().isPresent(), "why.no.series")
 *         .does(() -> model.setInverted(!model.inverted())));
 * }</pre>
 *
 * @param id stable, dotted: shortcuts are kept by it
 * @param name key of its name in the words, {@code "command." + id} unless said otherwise
 * @param arguments of the name
 * @param keys that it has until the reader gives it others
 * @param whyNot key of the words that say why it cannot be used now; empty when it can
 */
public record Command(
        String id,
        Category category,
        String name,
        List<Object> arguments,
        List<Keys> keys,
        Supplier<Optional<String>> whyNot,
        Runnable action) {
    public Command {
        arguments = List.copyOf(arguments);
        keys = List.copyOf(keys);
    }

    /** A command without keys that does nothing yet and can always be used. */
    public static Command of(String id, Category category) {
        return new Command(id, category, "command." + id, List.of(), List.of(), Optional::empty, () -> {});
    }

    /** The same under another name, for commands that come in rows. */
    public Command named(String words, Object... with) {
        return new Command(id, category, words, List.of(with), keys, whyNot, action);
    }

    /** The same with these keys, written as {@code "Ctrl+Shift+O"}. */
    public Command keys(String... wanted) {
        List<Keys> all = new ArrayList<>();
        for (String each : wanted) {
            all.add(Keys.of(each));
        }
        return new Command(id, category, name, arguments, all, whyNot, action);
    }

    /** The same for times when {@code enabled}; {@code otherwise} is the key of the words that say what is lacking. */
    public Command when(BooleanSupplier enabled, String otherwise) {
        return new Command(
                id,
                category,
                name,
                arguments,
                keys,
                () -> enabled.getAsBoolean() ? Optional.empty() : Optional.of(otherwise),
                action);
    }

    /** The same doing this. */
    public Command does(Runnable what) {
        return new Command(id, category, name, arguments, keys, whyNot, what);
    }

    public boolean enabled() {
        return whyNot.get().isEmpty();
    }

    /** Its name in a language. */
    public String title(Words words) {
        return words.of(name, arguments.toArray());
    }
}
