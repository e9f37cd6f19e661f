package org.radiloom.ui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.radiloom.imaging.ColourMap;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.view.WindowPreset;
import org.radiloom.ui.view.WindowWords;
import org.radiloom.ui.words.Words;

/** The windows of the slice on screen, those of the file first; where to type one; colours. */
final class WindowMenu extends MenuButton {
    private static final double WIDTH = 152;
    private static final double NAME = 144;

    private final DeskModels models;
    private final Words words;
    private final WindowWords windows;
    private final WindowFields fields;
    private final Commands commands;

    WindowMenu(DeskModels models, Words words, Commands commands) {
        this.commands = commands;
        this.models = models;
        this.words = words;
        windows = new WindowWords(words);
        fields = new WindowFields(this, words);
        setId("presets");
        setAccessibleText(words.of("tool.presets.tooltip"));
        getStyleClass().add("flat");
        setMinWidth(WIDTH);
        setPrefWidth(WIDTH);
        setTooltip(new Tooltip(words.of("tool.presets.tooltip")));
        // only when somebody looks: each slice may offer others, and paging must not wait for a list
        setOnShowing(e -> getItems().setAll(items(model().presets())));
    }

    private ViewportModel model() {
        return models.viewport();
    }

    /** Follows the active viewport. */
    void update() {
        List<WindowPreset> presets = model().presets();
        setDisable(presets.isEmpty());
        setText(
                presets.isEmpty()
                        ? words.of("tool.presets")
                        : model().currentPreset().map(windows::name).orElse(words.of("window.custom")));
        fields.follow(model());
    }

    private List<MenuItem> items(List<WindowPreset> presets) {
        List<MenuItem> items = new ArrayList<>();
        presets.forEach(preset -> items.add(item(preset)));
        var type = new MenuItem(commands.tooltip("window.type", words));
        type.setId("window-type");
        type.setOnAction(e -> model().setTyping(true));
        items.add(new SeparatorMenuItem());
        items.add(type);
        items.add(colours());
        return items;
    }

    private MenuItem item(WindowPreset preset) {
        var key = new Label(preset.key() == 0 ? "" : String.valueOf(preset.key()));
        key.getStyleClass().add("muted");
        key.setMinWidth(16);
        var name = new Label(windows.name(preset));
        name.setMinWidth(NAME);
        name.setPrefWidth(NAME);
        var range = new Label(windows.numbers(preset.voi()));
        range.getStyleClass().addAll("muted", "small");
        var item = new CustomMenuItem(new HBox(4, key, name, range));
        item.setOnAction(e -> model().apply(preset));
        return item;
    }

    private Menu colours() {
        var menu = new Menu(words.of("colours.menu"));
        menu.setId("colours");
        for (ColourMap map : ColourMap.values()) {
            var item = new RadioMenuItem(words.of(name(map)));
            item.setId("colours-" + map.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            item.setUserData(map);
            item.setOnAction(e -> model().setColours(map));
            menu.getItems().add(item);
        }
        menu.setOnShowing(e -> mark(menu));
        mark(menu);
        return menu;
    }

    private void mark(Menu menu) {
        for (MenuItem item : menu.getItems()) {
            if (item instanceof RadioMenuItem radio) {
                radio.setSelected(model().colours() == radio.getUserData());
            }
        }
    }

    /** Key of the name of a map in the words. */
    static String name(ColourMap map) {
        return switch (map) {
            case GREY -> "colours.grey";
            case HEAT -> "colours.heat";
            case HOT_IRON -> "colours.hot.iron";
            case PET -> "colours.pet";
            case HOT_METAL_BLUE -> "colours.hot.metal.blue";
            case PET_20_STEP -> "colours.pet.steps";
        };
    }
}
