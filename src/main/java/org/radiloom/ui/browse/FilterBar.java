package org.radiloom.ui.browse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** Search by words, modality and time, above the list of studies. */
final class FilterBar extends VBox {
    private final BrowserModel model;
    private final Words words;
    private final CustomTextField text = new CustomTextField();
    private final ComboBox<String> modality = new ComboBox<>();
    private final ComboBox<BrowserFilter.Period> period = new ComboBox<>();
    private boolean updating;

    /** @param toList where the keys go from the search field */
    FilterBar(BrowserModel model, Words words, Runnable toList) {
        this.model = model;
        this.words = words;
        getStyleClass().add("filter-bar");
        text.setId("browser-search");
        text.setPromptText(words.of("browser.search"));
        text.setAccessibleText(words.of("browser.search.spoken"));
        var glass = new FontIcon(MaterialDesignM.MAGNIFY);
        glass.getStyleClass().add("muted");
        text.setLeft(glass);
        var clear = Buttons.icon("browser-search-clear", MaterialDesignC.CLOSE, words.of("browser.search.clear"));
        clear.getStyleClass().add("mini");
        clear.setFocusTraversable(false);
        clear.setOnAction(e -> text.clear());
        text.textProperty().addListener((o, before, now) -> {
            text.setRight(now.isEmpty() ? null : clear);
            changed();
        });
        text.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE && !text.getText().isEmpty()) {
                text.clear();
                e.consume();
            } else if (e.getCode() == KeyCode.DOWN || e.getCode() == KeyCode.ENTER) {
                toList.run();
                e.consume();
            }
        });
        choice(modality, "browser-modality", "browser.modality", new StringConverter<>() {
            @Override
            public String toString(String code) {
                return code == null || code.isEmpty() ? words.of("browser.modality.any") : code;
            }

            @Override
            public String fromString(String shown) {
                return shown;
            }
        });
        choice(period, "browser-period", "browser.period", new StringConverter<>() {
            @Override
            public String toString(BrowserFilter.Period each) {
                return words.of((each == null ? BrowserFilter.Period.ANY : each).words());
            }

            @Override
            public BrowserFilter.Period fromString(String shown) {
                return BrowserFilter.Period.ANY;
            }
        });
        period.getItems().setAll(BrowserFilter.Period.values());
        var row = new HBox(8, modality, period);
        getChildren().addAll(text, row);
        update();
    }

    private <T> void choice(ComboBox<T> box, String id, String name, StringConverter<T> shown) {
        box.setId(id);
        box.setAccessibleText(words.of(name));
        box.setTooltip(new Tooltip(words.of(name)));
        box.setConverter(shown);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setPrefWidth(0);
        HBox.setHgrow(box, Priority.ALWAYS);
        box.valueProperty().addListener((o, before, now) -> changed());
    }

    private void changed() {
        if (updating) {
            return;
        }
        String code = modality.getValue();
        BrowserFilter.Period when = period.getValue();
        model.setFilter(new BrowserFilter(
                text.getText(),
                Optional.ofNullable(code).filter(c -> !c.isEmpty()),
                when == null ? BrowserFilter.Period.ANY : when));
    }

    /** Shows what the model has; what is being typed stays. */
    void update() {
        updating = true;
        List<String> all = new ArrayList<>(List.of(""));
        all.addAll(model.modalities());
        if (!all.equals(modality.getItems())) {
            modality.getItems().setAll(all);
        }
        modality.setValue(model.filter().modality().orElse(""));
        period.setValue(model.filter().period());
        if (!model.filter().text().equals(text.getText())) {
            text.setText(model.filter().text());
        }
        setVisible(model.searchable());
        setManaged(model.searchable());
        updating = false;
    }

    void focus() {
        text.requestFocus();
        text.selectAll();
    }
}
