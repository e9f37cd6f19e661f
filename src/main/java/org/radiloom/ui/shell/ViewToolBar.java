package org.radiloom.ui.shell;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;
import org.radiloom.imaging.ImageStack;
import org.radiloom.ui.desk.DeskActions;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.view.Tool;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.view.WindowPreset;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** The tool bar: open, tools of the left button, windows, place, overlay. */
final class ViewToolBar extends HBox {
    private static final double PRESETS_WIDTH = 152;

    private final DeskModels models;
    private final Words words;
    private final Map<Tool, ToggleButton> tools = new EnumMap<>(Tool.class);
    private final MenuButton presets = new MenuButton();
    private final ToggleButton invert;
    private final ToggleButton overlay;
    private final Slider opacity = new Slider(0, 100, 35);
    private final List<Node> needStack = new ArrayList<>();
    private @Nullable ImageStack presetsOf;
    private boolean updating;

    ViewToolBar(DeskModels models, Words words, DeskActions actions) {
        this.models = models;
        this.words = words;
        getStyleClass().add("toolbar");
        ButtonBase folder = Buttons.words(
                "open-folder",
                MaterialDesignF.FOLDER_OPEN_OUTLINE,
                words.of("open.folder.button"),
                words.of("open.folder.tooltip"));
        folder.getStyleClass().add("flat");
        folder.setOnAction(e -> actions.openFolder());
        ButtonBase files =
                Buttons.icon("open-files", MaterialDesignF.FILE_PLUS_OUTLINE, words.of("open.files.tooltip"));
        files.setOnAction(e -> actions.openFiles());

        presets.setId("presets");
        presets.getStyleClass().add("flat");
        presets.setMinWidth(PRESETS_WIDTH);
        presets.setPrefWidth(PRESETS_WIDTH);
        presets.setTooltip(new Tooltip(words.of("tool.presets.tooltip")));
        invert = Buttons.toggle("invert", MaterialDesignI.INVERT_COLORS, words.of("tool.invert.tooltip"));
        invert.setOnAction(e -> model().setInverted(invert.isSelected()));
        overlay = Buttons.toggle("overlay", MaterialDesignL.LAYERS_OUTLINE, words.of("tool.overlay.tooltip"));
        overlay.setOnAction(e -> model().setOverlayShown(overlay.isSelected()));
        opacity.setId("opacity");
        opacity.setPrefWidth(104);
        opacity.setMaxWidth(104);
        opacity.setTooltip(new Tooltip(words.of("tool.opacity.tooltip")));
        opacity.valueProperty().addListener((o, before, now) -> {
            if (!updating) {
                model().setOverlayOpacity(now.doubleValue() / 100);
            }
        });
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);

        getChildren().addAll(folder, files, divider());
        getChildren()
                .addAll(
                        tool(Tool.SCROLL, "tool-scroll", MaterialDesignU.UNFOLD_MORE_HORIZONTAL, "tool.scroll.tooltip"),
                        tool(Tool.WINDOW, "tool-window", MaterialDesignC.CONTRAST_CIRCLE, "tool.window.tooltip"),
                        tool(Tool.ZOOM, "tool-zoom", MaterialDesignM.MAGNIFY_PLUS_OUTLINE, "tool.zoom.tooltip"),
                        tool(Tool.PAN, "tool-pan", MaterialDesignC.CURSOR_MOVE, "tool.pan.tooltip"),
                        divider(),
                        presets,
                        invert,
                        divider(),
                        action("fit", MaterialDesignF.FIT_TO_SCREEN_OUTLINE, "tool.fit.tooltip", () -> model().fit()),
                        actualSize(),
                        action("reset", MaterialDesignR.RESTORE, "tool.reset.tooltip", () -> model().reset()),
                        divider(),
                        overlay,
                        opacity,
                        space);
        needStack.addAll(List.of(presets, invert));
        models.panes().onActive(this::update);
        update();
    }

    private ViewportModel model() {
        return models.viewport();
    }

    private ToggleButton tool(Tool tool, String id, Ikon icon, String tooltip) {
        ToggleButton button = Buttons.toggle(id, icon, words.of(tooltip));
        button.setOnAction(e -> model().setTool(tool));
        tools.put(tool, button);
        return button;
    }

    private Node action(String id, Ikon icon, String tooltip, Runnable does) {
        ButtonBase button = Buttons.icon(id, icon, words.of(tooltip));
        button.setOnAction(e -> does.run());
        needStack.add(button);
        return button;
    }

    private Node actualSize() {
        var button = new Button(words.of("tool.actual"));
        button.setId("actual");
        button.getStyleClass().addAll("flat", "icon-only");
        Buttons.explain(button, words.of("tool.actual.tooltip"));
        button.setOnAction(e -> model().actualSize());
        needStack.add(button);
        return button;
    }

    private void update() {
        updating = true;
        tools.forEach((tool, button) -> button.setSelected(model().tool() == tool));
        invert.setSelected(model().inverted());
        overlay.setSelected(model().overlayShown() && model().covered());
        boolean none = !model().covered();
        overlay.setDisable(none);
        opacity.setDisable(none);
        opacity.setValue(100 * model().overlayOpacity());
        ImageStack stack = model().stack().orElse(null);
        needStack.forEach(node -> node.setDisable(stack == null));
        presets.setDisable(model().presets().isEmpty());
        if (stack != presetsOf || presets.getText().isEmpty()) {
            presetsOf = stack;
            presets.getItems().setAll(stack == null ? List.of() : presetItems());
        }
        presets.setText(
                stack == null || presets.isDisabled()
                        ? words.of("tool.presets")
                        : model().currentPreset().map(this::name).orElse(words.of("window.custom")));
        updating = false;
    }

    private String name(WindowPreset preset) {
        return preset.explanation().isEmpty()
                ? words.of(preset.name(), preset.choice().orElse(0) + 1)
                : preset.explanation();
    }

    private List<MenuItem> presetItems() {
        List<MenuItem> items = new ArrayList<>();
        for (WindowPreset preset : model().presets()) {
            int decimals = preset.window().width() >= 20 ? 0 : 2;
            var key = new Label(String.valueOf(preset.key()));
            key.getStyleClass().add("muted");
            key.setMinWidth(16);
            var name = new Label(name(preset));
            name.setMinWidth(120);
            var range = new Label(words.of(
                    "tool.preset.range",
                    words.number(preset.window().centre(), decimals),
                    words.number(preset.window().width(), decimals)));
            range.getStyleClass().addAll("muted", "small");
            var item = new CustomMenuItem(new HBox(4, key, name, range));
            item.setOnAction(e -> model().apply(preset));
            items.add(item);
        }
        return items;
    }

    private static Region divider() {
        var line = new Region();
        line.getStyleClass().add("divider");
        HBox.setMargin(line, new javafx.geometry.Insets(0, 4, 0, 4));
        return line;
    }
}
