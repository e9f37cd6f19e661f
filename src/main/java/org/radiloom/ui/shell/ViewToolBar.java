package org.radiloom.ui.shell;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToolBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;
import org.radiloom.ui.command.CommandButtons;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.view.Tool;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.words.Words;

/** The tool bar: open, tools of the left button, windows, place, overlay. */
final class ViewToolBar extends HBox {
    private static final double ROOMY = 1320;
    private static final double SLIDER = 104;
    private static final double NARROW_SLIDER = 72;

    private final DeskModels models;
    private final Words words;
    private final CommandButtons buttons;
    private final Map<Tool, ToggleButton> tools = new EnumMap<>(Tool.class);
    private final WindowMenu presets;
    private final ToggleButton invert;
    private final ToggleButton overlay;
    private final ToggleButton planes;
    private final ToolBar row = new ToolBar();
    private final Slider opacity = new Slider(0, 100, 35);
    private final Button folder;
    private final List<Node> needStack = new ArrayList<>();
    private boolean updating;

    ViewToolBar(DeskModels models, Words words, Commands commands) {
        this.models = models;
        this.words = words;
        getStyleClass().add("toolbar");
        buttons = new CommandButtons(commands, words);
        folder = buttons.words(
                "open-folder", "open.folder", MaterialDesignF.FOLDER_OPEN_OUTLINE, words.of("open.folder.button"));
        folder.getStyleClass().add("flat");
        var files = buttons.icon("open-files", "open.files", MaterialDesignF.FILE_PLUS_OUTLINE);

        presets = new WindowMenu(models, words, commands);
        invert = buttons.toggle("invert", "view.invert", MaterialDesignI.INVERT_COLORS);
        overlay = buttons.toggle("overlay", "overlay.toggle", MaterialDesignL.LAYERS_OUTLINE);
        opacity.setId("opacity");
        opacity.setAccessibleText(words.of("tool.opacity.tooltip"));
        opacity.setPrefWidth(SLIDER);
        opacity.setMaxWidth(SLIDER);
        opacity.setTooltip(new Tooltip(words.of("tool.opacity.tooltip")));
        opacity.valueProperty().addListener((o, before, now) -> {
            if (!updating) {
                model().over().setOpacity(now.doubleValue() / 100);
            }
        });
        var hide = buttons.toggle("patient-hide", "patient.hide", MaterialDesignE.EYE_OFF_OUTLINE);
        models.patients().onChange(() -> hide.setSelected(models.patients().hidden()));
        planes = buttons.wired(new ToggleButton(words.of("tool.planes")), PlaneCommands.TOGGLE);
        planes.setId("planes");
        planes.setMinWidth(USE_PREF_SIZE);
        planes.getStyleClass().add("flat");
        models.planes().onChange(this::update);

        row.getItems().addAll(folder, files, divider());
        row.getItems()
                .addAll(
                        tool(Tool.SCROLL, "tool-scroll", "tool.scroll", MaterialDesignU.UNFOLD_MORE_HORIZONTAL),
                        tool(Tool.WINDOW, "tool-window", "tool.window", MaterialDesignC.CONTRAST_CIRCLE),
                        tool(Tool.ZOOM, "tool-zoom", "tool.zoom", MaterialDesignM.MAGNIFY_PLUS_OUTLINE),
                        tool(Tool.PAN, "tool-pan", "tool.pan", MaterialDesignC.CURSOR_MOVE),
                        tool(Tool.MAGNIFY, "tool-magnify", "tool.magnify", MaterialDesignM.MAGNIFY),
                        divider(),
                        new MeasureTools(models, words, commands),
                        divider(),
                        new EditTools(models, words, commands),
                        divider(),
                        presets,
                        invert,
                        divider(),
                        action("fit", "view.fit", MaterialDesignF.FIT_TO_SCREEN_OUTLINE),
                        actualSize(),
                        turn(commands),
                        action("reset", "view.reset", MaterialDesignR.RESTORE),
                        divider(),
                        overlay,
                        opacity,
                        divider(),
                        new LayoutMenu(models, words, commands),
                        planes);
        row.setId("tools");
        row.setMinWidth(0);
        HBox.setHgrow(row, Priority.ALWAYS);
        row.widthProperty().addListener((o, before, now) -> {
            tighten(now.doubleValue() < ROOMY);
            nameOverflow();
        });
        // these stay in reach however narrow the window is
        getChildren()
                .addAll(
                        row,
                        hide,
                        buttons.icon("show-studies", "panel.studies", MaterialDesignD.DOCK_LEFT),
                        buttons.icon("show-inspector", "panel.inspector", MaterialDesignD.DOCK_RIGHT),
                        divider(),
                        buttons.icon("show-palette", "program.palette", MaterialDesignT.TEXT_SEARCH),
                        buttons.icon("show-preferences", "program.preferences", MaterialDesignC.COG_OUTLINE));
        needStack.add(invert);
        models.panes().onActive(this::update);
        models.tools().measure().onChange(this::update);
        models.tools().edit().onTool(this::update);
        update();
    }

    /** Where there is little room, words step back before tools do. */
    private void tighten(boolean tight) {
        folder.setContentDisplay(tight ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
        folder.setMinWidth(tight ? 32 : USE_PREF_SIZE);
        opacity.setPrefWidth(tight ? NARROW_SLIDER : SLIDER);
        opacity.setMaxWidth(tight ? NARROW_SLIDER : SLIDER);
    }

    /** The button that the row shows for what has no room is made by its skin, without a name. */
    private void nameOverflow() {
        Node more = row.lookup(".tool-bar-overflow-button");
        if (more != null) {
            more.setAccessibleText(words.of("tool.more"));
        }
    }

    private ViewportModel model() {
        return models.viewport();
    }

    private ToggleButton tool(Tool tool, String id, String command, Ikon icon) {
        ToggleButton button = buttons.toggle(id, command, icon);
        tools.put(tool, button);
        return button;
    }

    private Node turn(Commands commands) {
        var menu = new TurnMenu(words, commands);
        needStack.add(menu);
        return menu;
    }

    private Node action(String id, String command, Ikon icon) {
        Node button = buttons.icon(id, command, icon);
        needStack.add(button);
        return button;
    }

    private Node actualSize() {
        var button = buttons.wired(new Button(words.of("tool.actual")), "view.actual");
        button.setId("actual");
        button.getStyleClass().addAll("flat", "icon-only");
        needStack.add(button);
        return button;
    }

    private void update() {
        updating = true;
        tools.forEach((tool, button) -> button.setSelected(model().tool() == tool
                && models.tools().measure().tool().isEmpty()
                && models.tools().edit().tool().isEmpty()));
        invert.setSelected(model().inverted());
        planes.setSelected(models.planes().on());
        planes.setDisable(!models.planes().on() && model().stack().isEmpty());
        overlay.setSelected(model().over().shown() && model().covered());
        boolean none = !model().covered();
        overlay.setDisable(none);
        opacity.setDisable(none);
        opacity.setValue(100 * model().over().opacity());
        needStack.forEach(node -> node.setDisable(model().stack().isEmpty()));
        presets.update();
        updating = false;
    }

    private static Region divider() {
        var line = new Region();
        line.getStyleClass().add("divider");
        HBox.setMargin(line, new javafx.geometry.Insets(0, 4, 0, 4));
        return line;
    }
}
