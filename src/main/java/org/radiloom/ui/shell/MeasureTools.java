package org.radiloom.ui.shell;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.radiloom.imaging.measure.Shape.Kind;
import org.radiloom.ui.command.CommandButtons;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.measure.MeasureIcons;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** The measuring tools of the tool bar: the usual three, and a menu with the others, whose face is the one in the hand. */
final class MeasureTools extends HBox {
    private static final PseudoClass HELD = PseudoClass.getPseudoClass("held");
    private static final List<Kind> USUAL = List.of(Kind.LENGTH, Kind.ANGLE, Kind.ELLIPSE);

    private final DeskModels models;
    private final Commands commands;
    private final Map<Kind, ToggleButton> buttons = new EnumMap<>(Kind.class);
    private final MenuButton more = new MenuButton();
    private final FontIcon face = new FontIcon(MaterialDesignS.SHAPE_OUTLINE);

    MeasureTools(DeskModels models, Words words, Commands commands) {
        this.models = models;
        this.commands = commands;
        setSpacing(4);
        setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        var made = new CommandButtons(commands, words);
        for (Kind kind : USUAL) {
            ToggleButton button = made.toggle(
                    "measure-" + MeasureCommands.id(kind).substring(8),
                    MeasureCommands.id(kind),
                    MeasureIcons.of(kind));
            buttons.put(kind, button);
            getChildren().add(button);
        }
        more.setId("measure-more");
        more.getStyleClass().addAll("flat", "measure-more");
        more.setGraphic(face);
        more.setAccessibleText(words.of("measure.more"));
        Buttons.explain(more, words.of("measure.more"));
        for (Kind kind : Kind.values()) {
            if (!USUAL.contains(kind)) {
                more.getItems().add(item(kind, words));
            }
        }
        getChildren().add(more);
        models.tools().measure().onChange(this::update);
        models.panes().onActive(this::update);
        update();
    }

    private CustomMenuItem item(Kind kind, Words words) {
        String id = MeasureCommands.id(kind);
        var name =
                new Label(commands.find(id).map(c -> c.title(words)).orElse(""), new FontIcon(MeasureIcons.of(kind)));
        name.setMinWidth(180);
        name.setGraphicTextGap(8);
        var key = new Label(commands.find(id)
                .flatMap(c -> commands.keys(c).stream().findFirst())
                .map(Object::toString)
                .orElse(""));
        key.getStyleClass().addAll("muted", "small");
        var item = new CustomMenuItem(new HBox(8, name, key));
        item.setId("measure-menu-" + id.substring(8));
        item.setOnAction(e -> commands.run(id));
        return item;
    }

    private void update() {
        Kind held = models.tools().measure().tool().orElse(null);
        buttons.forEach((kind, button) -> {
            button.setSelected(kind == held);
            button.setDisable(!enabled(kind));
        });
        more.setDisable(!enabled(Kind.PROBE));
        Ikon icon = held == null || USUAL.contains(held) ? MaterialDesignS.SHAPE_OUTLINE : MeasureIcons.of(held);
        if (!icon.equals(face.getIconCode())) {
            face.setIconCode(icon);
        }
        more.pseudoClassStateChanged(HELD, held != null && !USUAL.contains(held));
    }

    private boolean enabled(Kind kind) {
        return commands.find(MeasureCommands.id(kind)).filter(c -> c.enabled()).isPresent();
    }
}
