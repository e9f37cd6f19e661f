package org.radiloom.ui.edit;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.RangeSlider;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Window;
import org.radiloom.ui.edit.EditOptions.Limit;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.view.WindowWords;
import org.radiloom.ui.words.Words;

/** Which values tools may change: with a limit, what is darker or brighter is left alone. */
final class LimitOptions extends VBox {
    private final EditModel model;
    private final ViewportModel view;
    private final WindowWords numbers;
    private final Words words;
    private final CheckBox limited;
    private final RangeSlider slider = new RangeSlider(0, 1, 0, 1);
    private final TextField low = new TextField();
    private final TextField high = new TextField();
    private final Label unit = EditParts.small("");
    private final HBox presets = new HBox(4);
    private final VBox chosen;
    private Optional<ValueRange> range = Optional.empty();
    private @Nullable ImageStack of;
    private @Nullable Limit last;
    private boolean updating;

    LimitOptions(EditBench bench) {
        super(8);
        model = bench.model();
        view = bench.view();
        words = bench.words();
        numbers = new WindowWords(words);
        limited = new CheckBox(words.of("correct.limit"));
        limited.setId("edit-limit");
        EditParts.explain(limited, bench.commands().tooltip("correct.limit.toggle", words));
        limited.setOnAction(e -> bench.commands().run("correct.limit.toggle"));
        slider.setId("edit-limit-range");
        slider.setAccessibleText(words.of("correct.limit"));
        slider.lowValueProperty().addListener(o -> slid());
        slider.highValueProperty().addListener(o -> slid());
        field(low, "edit-limit-low", words.of("correct.limit.low"));
        field(high, "edit-limit-high", words.of("correct.limit.high"));
        var typed = new HBox(6, low, EditParts.small(words.of("correct.limit.to")), high, unit);
        typed.setAlignment(Pos.CENTER_LEFT);
        Button window = preset("edit-limit-window", words.of("correct.limit.window"), this::fromWindow);
        presets.getChildren().add(window);
        chosen = new VBox(8, slider, typed, presets);
        getChildren().addAll(limited, chosen);
    }

    private Button preset(String id, String name, Supplier<Optional<Limit>> limit) {
        var button = new Button(name);
        button.setId(id);
        button.getStyleClass().add("choice");
        button.setMinWidth(USE_PREF_SIZE);
        button.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(button, Priority.ALWAYS);
        button.setOnAction(e -> limit.get().ifPresent(this::choose));
        return button;
    }

    private void field(TextField field, String id, String name) {
        field.setId(id);
        field.setAccessibleText(name);
        field.setPrefColumnCount(6);
        field.setOnAction(e -> typed());
        field.focusedProperty().addListener((o, before, now) -> {
            if (!now) {
                typed();
                model.options().limit().filter(l -> range.isPresent()).ifPresent(this::writeFields);
            }
        });
    }

    private void slid() {
        if (!updating) {
            choose(slider.getLowValue(), slider.getHighValue());
        }
    }

    private void typed() {
        Optional<Double> from = EditParts.number(low.getText());
        Optional<Double> to = EditParts.number(high.getText());
        if (!updating && from.isPresent() && to.isPresent()) {
            choose(from.get(), to.get());
        }
    }

    private void choose(double one, double other) {
        range.ifPresent(r -> choose(r.within(one, other)));
    }

    private void choose(Limit limit) {
        model.setOptions(o -> o.limitedTo(Optional.of(limit)));
    }

    private Optional<Limit> fromWindow() {
        return range.map(r -> r.between(view.window()));
    }

    void update(EditCase on) {
        boolean switchedOn = last == null && model.options().limit().isPresent();
        if (!on.images().equals(of) || switchedOn) {
            of = on.images();
            range = ValueRange.of(on.images());
            presets(on.images());
        }
        EditParts.show(this, range.isPresent());
        Optional<Limit> now = model.options().limit();
        limited.setSelected(now.isPresent());
        EditParts.show(chosen, now.isPresent());
        if (now.isPresent() && range.isPresent() && !now.get().equals(last)) {
            last = now.get();
            write(now.get(), range.get(), on.images());
        } else if (now.isEmpty()) {
            last = null;
        }
    }

    private void presets(ImageStack images) {
        presets.getChildren().remove(1, presets.getChildren().size());
        List<Limit> all = ValueRange.presets(images);
        if (!all.isEmpty()) {
            presets.getChildren()
                    .addAll(
                            preset("edit-limit-bone", words.of("correct.limit.bone"), () -> Optional.of(all.get(0))),
                            preset("edit-limit-soft", words.of("correct.limit.soft"), () -> Optional.of(all.get(1))));
        }
    }

    private void write(Limit limit, ValueRange in, ImageStack images) {
        updating = true;
        slider.setMin(in.low());
        slider.setMax(in.high());
        // each end pushes the other: the one that moves away comes first
        slider.setHighValue(in.high());
        slider.setLowValue(limit.low());
        slider.setHighValue(limit.high());
        writeFields(limit);
        unit.setText(images.unit().symbol());
        updating = false;
    }

    private void writeFields(Limit limit) {
        ValueRange in = range.orElseThrow();
        var beside = new Window((in.low() + in.high()) / 2, in.high() - in.low());
        if (!low.isFocused()) {
            low.setText(numbers.number(limit.low(), beside));
        }
        if (!high.isFocused()) {
            high.setText(numbers.number(limit.high(), beside));
        }
    }
}
