package org.radiloom.ui.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Slice;
import org.radiloom.ui.words.Words;

/**
 * One slice on screen with everything that is written over it.
 *
 * <p>Painting happens at most once per pulse, whatever the number of changes; a slice that is not in memory is asked
 * for and painted when {@link #sliceArrived} says so. Until then the slice painted last stays, and the text names it.
 */
public final class Viewport extends Region {
    private final ViewportModel model;
    private final SliceSupply supply;
    private final ImageView pixels = new ImageView();
    private final MaskOutline outline = new MaskOutline();
    private final ViewportText text;
    private final ColourLegend legend;
    private final SliceRuler ruler;
    private final CineBar bar;
    private final LensView lens;
    private final GoToBox goTo;
    private final Rectangle clip = new Rectangle();
    private SlicePainter painter = new SlicePainter(1, 1);
    private final List<Runnable> afterPainting = new ArrayList<>();
    private final List<ViewportLayer> layers = new ArrayList<>();
    private int painted = -1;
    private Optional<String> trouble = Optional.empty();
    private @Nullable ImageStack paintedStack;
    /** Held here, so that no lack of memory takes the image off the screen. */
    private @Nullable Slice paintedPixels;

    private double pointerX = -1;
    private double pointerY = -1;
    /** Whether more than the pointer has changed since the last layout; a new size tells nobody. */
    private boolean stale = true;

    private double laidWidth;
    private double laidHeight;

    /** Runs at the start of each pulse, before the layout that paints, while there is something to move. */
    private final AnimationTimer beat = new AnimationTimer() {
        @Override
        public void handle(long now) {
            beat();
        }
    };

    private boolean layersStale;
    private ViewportLayer.@Nullable Shown laid;
    private boolean beating;

    public Viewport(ViewportModel model, Words words, SliceSupply supply) {
        this.model = model;
        this.supply = supply;
        text = new ViewportText(model, words);
        legend = new ColourLegend(model, words);
        ruler = new SliceRuler(model, model::goTo);
        setId("viewport");
        getStyleClass().add("viewport-frame");
        setFocusTraversable(true);
        setClip(clip);
        pixels.setManaged(false);
        getChildren().addAll(pixels, outline);
        getChildren().addAll(text.nodes());
        bar = new CineBar(model, words);
        getChildren().addAll(legend.nodes());
        lens = new LensView(model, words);
        goTo = new GoToBox(model, words, this::requestFocus);
        getChildren().addAll(lens, ruler, bar, goTo);
        EventHandler<KeyEvent> released = e -> model.lens().released(System.nanoTime());
        sceneProperty().addListener((o, before, now) -> {
            if (before != null) {
                before.removeEventFilter(KeyEvent.KEY_RELEASED, released);
            }
            if (now != null) {
                now.addEventFilter(KeyEvent.KEY_RELEASED, released);
            }
        });
        new ViewportGestures(this, model);
        setOnMouseMoved(e -> pointerAt(e.getX(), e.getY()));
        setOnMouseExited(e -> pointerAt(-1, -1));
        addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (layers.stream().anyMatch(l -> l.pressed(e))) {
                e.consume();
            }
        });
        model.motion().pace();
        model.onChange(this::changed);
    }

    private void changed() {
        requestLayout();
        goTo.follow();
        if (!beating && model.motion().moving()) {
            beating = true;
            beat.start();
        }
    }

    private void beat() {
        if (getScene() == null) {
            // nobody sees what would be painted
            model.motion().jumped();
        }
        if (model.motion().moving()) {
            model.motion().pulse(System.nanoTime(), this::ready);
            requestLayout();
        } else {
            beating = false;
            beat.stop();
        }
    }

    private boolean ready(int k) {
        return model.stack().filter(s -> s.isLoaded(k)).isPresent()
                || supply.trouble(k).isPresent();
    }

    /** Draws something over the image from now on, under what is written there. */
    public void add(ViewportLayer layer) {
        layers.add(layer);
        getChildren().addAll(getChildren().indexOf(text.nodes().getFirst()), layer.nodes());
    }

    /** Says that what is drawn over the image has changed; the image itself is not painted again. */
    public void layersChanged() {
        layersStale = true;
        super.requestLayout();
    }

    void pointerAt(double x, double y) {
        pointerX = x;
        pointerY = y;
        super.requestLayout();
    }

    @Override
    public void requestLayout() {
        stale = true;
        super.requestLayout();
    }

    /** Says that a slice has come into memory: paints it if it is the one that is waited for. */
    public void sliceArrived() {
        requestLayout();
    }

    /** Does something once, after the next painting. */
    public void afterPainting(Runnable what) {
        afterPainting.add(what);
        requestLayout();
    }

    /** What it shows. */
    public ViewportModel model() {
        return model;
    }

    /** The slice that is on screen, -1 when there is none. */
    public int paintedSlice() {
        return painted;
    }

    /** The image alone, without anything that is written or drawn over it. */
    public Node plainPicture() {
        Slice slice = paintedPixels;
        if (slice == null || slice.graphics().isEmpty() || !model.over().shown()) {
            return pixels;
        }
        Image shown = pixels.getImage();
        var bare = new SlicePainter((int) shown.getWidth(), (int) shown.getHeight());
        paint(bare, slice, false, pixelsPerUnit());
        var picture = new ImageView(bare.image());
        picture.setFitWidth(pixels.getFitWidth());
        picture.setFitHeight(pixels.getFitHeight());
        return picture;
    }

    private void paint(SlicePainter into, Slice slice, boolean graphics, double scale) {
        into.paint(
                slice,
                model.voi(slice),
                model.colours(),
                model.inverted(),
                graphics,
                model.place().scaled(scale));
    }

    /** What is written over the image now, for tests and for reading aloud. */
    public ViewportText text() {
        return text;
    }

    /** The values beside the bar of colours, from its upper end down; empty while the image is grey. */
    public List<String> colourValues() {
        return legend.values();
    }

    @Override
    protected void layoutChildren() {
        double w = Math.max(1, snapSizeX(getWidth()));
        double h = Math.max(1, snapSizeY(getHeight()));
        if (!stale && w == laidWidth && h == laidHeight) {
            ViewportLayer.Shown last = laid;
            if (layersStale && last != null) {
                layersStale = false;
                layers.forEach(l -> l.place(last));
            }
            followPointer(w, h - bar.covered(h));
            return;
        }
        stale = false;
        laidWidth = w;
        laidHeight = h;
        clip.setWidth(w);
        clip.setHeight(h);
        model.setSize((int) (w - SliceRuler.WIDTH), (int) (h - bar.taken(h)));
        paintPixels(w, h);
        outline.show(model.over(), painted, model.place());
        double strip = bar.covered(h);
        double free = h - strip;
        var shown = new ViewportLayer.Shown(
                painted,
                model.place(),
                w - SliceRuler.WIDTH,
                free,
                model.over().shown(),
                model.over().fillOpacity());
        laid = shown;
        layersStale = false;
        layers.forEach(l -> l.place(shown));
        ruler.resizeRelocate(w - SliceRuler.WIDTH - 2, 8, SliceRuler.WIDTH, free - 16);
        ruler.paint();
        goTo.place(w - SliceRuler.WIDTH - 8, free / 2);
        bar.setVisible(strip > 0);
        if (strip > 0) {
            bar.update(System.nanoTime(), w);
            bar.resizeRelocate(0, free, w, strip);
        }
        List<Runnable> waiting = List.copyOf(afterPainting);
        afterPainting.clear();
        waiting.forEach(Runnable::run);
        followPointer(w, free);
        legend.update(free, text.viewTop(free));
    }

    /** What changes with the pointer: the words, and the glass under it. Nothing else is painted for it. */
    private void followPointer(double w, double free) {
        text.update(w - SliceRuler.WIDTH, free, painted, reading(), trouble);
        Slice slice = paintedPixels;
        boolean magnified = slice != null && model.lens().shown() && pointerX >= 0;
        lens.setVisible(magnified);
        if (slice != null && magnified) {
            lens.show(slice, pointerX, pointerY, pixelsPerUnit());
        }
    }

    private Optional<Reading> reading() {
        return pointerX < 0 ? Optional.empty() : model.readingAt(pointerX, pointerY);
    }

    /** Pixels of the screen to a unit of layout: more on a fine screen, and where the reader wants everything larger. */
    private double pixelsPerUnit() {
        return getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getRenderScaleX()
                        * getLocalToSceneTransform().getMxx();
    }

    private void paintPixels(double w, double h) {
        double scale = pixelsPerUnit();
        int deviceWidth = (int) Math.max(1, Math.round(w * scale));
        int deviceHeight = (int) Math.max(1, Math.round(h * scale));
        if (!painter.hasSize(deviceWidth, deviceHeight)) {
            painter = new SlicePainter(deviceWidth, deviceHeight);
            pixels.setImage(painter.image());
        }
        pixels.setFitWidth(w);
        pixels.setFitHeight(h);
        ImageStack stack = model.stack().orElse(null);
        if (stack != paintedStack) {
            paintedStack = stack;
            paintedPixels = null;
            painted = -1;
        }
        if (stack == null) {
            painter.clear();
            return;
        }
        Slice slice = sliceToPaint(stack);
        if (slice == null) {
            painter.clear();
        } else {
            paint(painter, slice, model.over().shown(), scale);
        }
        if (painted == model.slice()) {
            model.motion().presented(System.nanoTime());
        }
    }

    /** The slice asked for; until it is there the one painted last; nothing if it cannot be read. */
    private @Nullable Slice sliceToPaint(ImageStack stack) {
        int k = model.slice();
        Optional<Slice> slice = stack.ifLoaded(k);
        trouble = slice.isPresent() ? Optional.empty() : supply.trouble(k);
        if (slice.isPresent() || trouble.isPresent()) {
            if (model.motion().cine().playing()) {
                supply.play(
                        k,
                        model.motion().cine().direction(),
                        model.motion().cine().loops());
            } else if (painted >= 0 && painted != k) {
                supply.want(k);
            }
            painted = k;
            paintedPixels = slice.orElse(null);
            return paintedPixels;
        }
        supply.want(k);
        return paintedPixels;
    }
}
