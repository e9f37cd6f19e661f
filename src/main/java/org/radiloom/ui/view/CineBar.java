package org.radiloom.ui.view;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.radiloom.imaging.FrameTimes;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** The strip at the lower edge of a film: play, speed, what comes after the last frame, rate, and what was left out. */
final class CineBar extends HBox {
    static final double HEIGHT = 28;
    private static final double LEAST_WIDTH_FOR_WORDS = 420;
    private static final double LEAST_HEIGHT_OF_PANE = 160;

    private final ViewportModel model;
    private final Words words;
    private final ButtonBase play;
    private final FontIcon playIcon = new FontIcon(MaterialDesignP.PLAY);
    private final MenuButton speed = new MenuButton();
    private final ButtonBase order;
    private final FontIcon orderIcon = new FontIcon(MaterialDesignR.REPEAT);
    private final ToggleButton every;
    private final Label rate = new Label();
    private final Label count = new Label();
    private @Nullable State shown;

    private record State(boolean playing, double speed, PlayOrder.Kind kind, boolean everyImage) {}

    CineBar(ViewportModel model, Words words) {
        this.model = model;
        this.words = words;
        setId("cine");
        getStyleClass().add("cine");
        setManaged(false);
        setAccessibleRole(AccessibleRole.TOOL_BAR);
        setAccessibleText(words.of("cine.name"));
        setAlignment(Pos.CENTER_LEFT);
        play = Buttons.icon("cine-play", MaterialDesignP.PLAY, words.of("cine.play"));
        play.setGraphic(playIcon);
        play.setOnAction(e -> model.motion().toggle());
        speed.setId("cine-speed");
        speed.getStyleClass().add("flat");
        speed.setTooltip(new Tooltip(words.of("cine.speed.tooltip")));
        var group = new ToggleGroup();
        for (double each : Cine.SPEEDS) {
            var item = new RadioMenuItem(speed(each));
            item.setToggleGroup(group);
            item.setUserData(each);
            item.setOnAction(e -> model.motion().setSpeed(each));
            speed.getItems().add(item);
        }
        order = Buttons.icon("cine-order", MaterialDesignR.REPEAT, words.of("cine.order.loop"));
        order.setGraphic(orderIcon);
        order.setOnAction(e -> model.motion().setKind(next(model.motion().cine().kind())));
        every = Buttons.toggle("cine-every", MaterialDesignS.STEP_FORWARD, words.of("cine.every.tooltip"));
        every.setOnAction(
                e -> model.motion().setEveryImage(!model.motion().cine().everyImage()));
        rate.setId("cine-rate");
        count.setId("cine-count");
        List.of(rate, count).forEach(l -> l.getStyleClass().addAll("muted", "small"));
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().addAll(play, speed, order, every, rate, space, count);
        // what is done here must not reach the tools of the viewport under it
        addEventHandler(MouseEvent.ANY, MouseEvent::consume);
        addEventHandler(ScrollEvent.ANY, ScrollEvent::consume);
    }

    private static PlayOrder.Kind next(PlayOrder.Kind kind) {
        return PlayOrder.Kind.values()[(kind.ordinal() + 1) % PlayOrder.Kind.values().length];
    }

    private String speed(double factor) {
        String number = factor == 0.25 ? "\u00bc" : factor == 0.5 ? "\u00bd" : words.number(factor, 0);
        return words.of("cine.speed", number);
    }

    /** The part of a viewport's height that the strip takes from the image: films always have it, in all but tiny panes. */
    double taken(double height) {
        return model.film() && model.slices() > 1 && height > LEAST_HEIGHT_OF_PANE ? HEIGHT : 0;
    }

    /** The part of a viewport's height that the strip covers: also slices while they play, and what they were worth. */
    double covered(double height) {
        Cine cine = model.motion().cine();
        boolean busy = cine.playing() || cine.ended();
        return busy && height > LEAST_HEIGHT_OF_PANE ? HEIGHT : taken(height);
    }

    void update(long nanos, double width) {
        Cine cine = model.motion().cine();
        var state = new State(cine.playing(), cine.speed(), cine.kind(), cine.everyImage());
        if (!state.equals(shown)) {
            shown = state;
            show(state);
        }
        boolean room = width >= LEAST_WIDTH_FOR_WORDS;
        rate.setText(room ? rate(cine, nanos) : "");
        count.setText(count(cine));
    }

    private void show(State state) {
        boolean playing = state.playing();
        playIcon.setIconCode(playing ? MaterialDesignP.PAUSE : MaterialDesignP.PLAY);
        Buttons.explain(play, words.of(playing ? "cine.pause" : "cine.play"));
        speed.setText(speed(state.speed()));
        speed.getItems().stream()
                .map(RadioMenuItem.class::cast)
                .forEach(i -> i.setSelected(i.getUserData().equals(state.speed())));
        orderIcon.setIconCode(icon(state.kind()));
        Buttons.explain(order, words.of(spoken(state.kind())));
        every.setSelected(state.everyImage());
    }

    private static Ikon icon(PlayOrder.Kind kind) {
        return switch (kind) {
            case LOOP -> MaterialDesignR.REPEAT;
            case SWEEP -> MaterialDesignS.SWAP_HORIZONTAL;
            case ONCE -> MaterialDesignA.ARROW_RIGHT;
        };
    }

    private static String spoken(PlayOrder.Kind kind) {
        return switch (kind) {
            case LOOP -> "cine.order.loop";
            case SWEEP -> "cine.order.sweep";
            case ONCE -> "cine.order.once";
        };
    }

    private String rate(Cine cine, long nanos) {
        FrameTimes times = cine.times();
        String wanted = words.number(times.framesPerSecond() * cine.speed(), 1);
        String from = words.of(source(times.source()));
        return cine.playing()
                ? words.of(
                        "cine.rate.playing",
                        words.number(model.motion().log().inTheSecondBefore(nanos), 0),
                        wanted,
                        from)
                : words.of("cine.rate", wanted, from);
    }

    private static String source(FrameTimes.Source source) {
        return switch (source) {
            case VECTOR -> "cine.source.vector";
            case FRAME_TIME -> "cine.source.frame";
            case RECOMMENDED -> "cine.source.recommended";
            case CINE_RATE -> "cine.source.cine";
            case NONE -> "cine.source.none";
        };
    }

    private String count(Cine cine) {
        if (cine.presented() == 0) {
            return "";
        }
        if (cine.everyImage()) {
            return cine.waiting() > 1
                    ? words.of("cine.behind", words.number(cine.waiting(), 0))
                    : words.of("cine.none.skipped");
        }
        return cine.skipped() == 0
                ? words.of("cine.none.skipped")
                : words.of(
                        "cine.skipped",
                        words.number(cine.skipped(), 0),
                        words.number(cine.presented() + cine.skipped(), 0));
    }
}
