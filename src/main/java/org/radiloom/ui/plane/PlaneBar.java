package org.radiloom.ui.plane;

import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.radiloom.imaging.plane.Slab;
import org.radiloom.ui.command.CommandButtons;
import org.radiloom.ui.words.Words;

/** The line over the planes: how thick they are, what was done to the images, and the way back. */
public final class PlaneBar extends HBox {
    private final PlanesModel model;
    private final Label banner = new Label();
    private final FontIcon warning = new FontIcon(MaterialDesignA.ALERT_OUTLINE);
    private final Spinner<Integer> thickness = new Spinner<>();
    private final ComboBox<Slab.Projection> projection = new ComboBox<>();
    private boolean updating;

    /** @param centre and {@code close}: ids of commands */
    public PlaneBar(PlanesModel model, Words words, CommandButtons buttons, String centre, String close) {
        this.model = model;
        setId("plane-bar");
        getStyleClass().add("plane-bar");
        banner.setId("plane-banner");
        banner.setMinWidth(0);
        banner.setMaxWidth(Double.MAX_VALUE);
        warning.getStyleClass().add("warn");
        thickness.setId("slab-thickness");
        thickness.setEditable(true);
        thickness.setPrefWidth(84);
        thickness.setAccessibleText(words.of("plane.slab.accessible"));
        thickness.setTooltip(new Tooltip(words.of("plane.slab.tooltip")));
        var values = new SpinnerValueFactory.IntegerSpinnerValueFactory(0, (int) Slab.THICKEST_MM, 0, 1);
        values.setConverter(new WholeNumber());
        thickness.setValueFactory(values);
        thickness.focusedProperty().addListener((o, before, now) -> {
            if (!now) {
                thickness.commitValue();
            }
        });
        thickness.valueProperty().addListener((o, before, now) -> choose());
        projection.setId("slab-projection");
        projection.getItems().setAll(Slab.Projection.values());
        projection.setConverter(new StringConverter<>() {
            @Override
            public String toString(Slab.Projection p) {
                return p == null ? "" : words.of(words(p));
            }

            @Override
            public Slab.Projection fromString(String text) {
                throw new UnsupportedOperationException();
            }
        });
        projection.setAccessibleText(words.of("plane.projection.accessible"));
        projection.valueProperty().addListener((o, before, now) -> choose());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var label = new Label(words.of("plane.slab"));
        label.setLabelFor(thickness);
        label.setMinWidth(Region.USE_PREF_SIZE);
        var unit = new Label(words.of("plane.slab.unit"));
        unit.getStyleClass().add("muted");
        unit.setMinWidth(Region.USE_PREF_SIZE);
        getChildren()
                .addAll(
                        label,
                        thickness,
                        unit,
                        projection,
                        buttons.icon("plane-centre", centre, MaterialDesignC.CROSSHAIRS_GPS),
                        space,
                        warning,
                        banner,
                        buttons.icon("plane-close", close, MaterialDesignC.CLOSE));
        model.onChange(this::update);
        update();
    }

    static String words(Slab.Projection projection) {
        return switch (projection) {
            case MAXIMUM -> "plane.projection.maximum";
            case MINIMUM -> "plane.projection.minimum";
            case MEAN -> "plane.projection.mean";
        };
    }

    private void choose() {
        Slab.Projection how = projection.getValue();
        Integer mm = thickness.getValue();
        if (!updating && how != null && mm != null) {
            model.setSlab(new Slab(mm, how));
        }
    }

    private void update() {
        updating = true;
        setVisible(model.on());
        setManaged(model.on());
        banner.setText(model.banner());
        banner.setVisible(!model.banner().isEmpty());
        warning.setVisible(banner.isVisible());
        thickness.getValueFactory().setValue((int) Math.round(model.slab().thicknessMm()));
        projection.setValue(model.slab().projection());
        projection.setDisable(model.slab().thicknessMm() == 0);
        updating = false;
    }

    /** What is no number leaves the thickness as it was. */
    private final class WholeNumber extends StringConverter<Integer> {
        @Override
        public String toString(Integer value) {
            return String.valueOf(value);
        }

        @Override
        public Integer fromString(String text) {
            try {
                return Math.clamp(
                        Math.round(Double.parseDouble(text.strip().replace(',', '.'))), 0, (int) Slab.THICKEST_MM);
            } catch (NumberFormatException e) {
                return (int) Math.round(model.slab().thicknessMm());
            }
        }
    }
}
