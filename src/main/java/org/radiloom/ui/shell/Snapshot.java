package org.radiloom.ui.shell;

import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** A picture of what a viewport shows, with the line that it is not for diagnosis. */
final class Snapshot {
    private static final double MARGIN = 8;

    private Snapshot() {}

    /** The picture of a node as it is on screen; on the FX thread. */
    static Image of(Node shown, String notice) {
        Image picture = plain(shown);
        var line = new Text(notice);
        line.setFont(Font.font(12));
        line.setFill(Color.web("#E8C44A"));
        var rim = new Text(notice);
        rim.setFont(line.getFont());
        rim.setStroke(Color.BLACK);
        rim.setStrokeWidth(3);
        double x = Math.max(MARGIN, (picture.getWidth() - line.getLayoutBounds().getWidth()) / 2);
        for (Text text : new Text[] {rim, line}) {
            text.setX(Math.rint(x));
            text.setY(Math.rint(picture.getHeight() - 40));
        }
        var all = new Group(new ImageView(picture), rim, line);
        var parameters = new SnapshotParameters();
        parameters.setViewport(new Rectangle2D(0, 0, picture.getWidth(), picture.getHeight()));
        parameters.setFill(Color.BLACK);
        return all.snapshot(parameters, null);
    }

    private static Image plain(Node shown) {
        var parameters = new SnapshotParameters();
        parameters.setFill(Color.BLACK);
        return shown.snapshot(parameters, null);
    }

    /** Its pixels, row by row, opaque ARGB. */
    static int[] pixels(Image image) {
        int w = (int) image.getWidth();
        int h = (int) image.getHeight();
        int[] argb = new int[w * h];
        image.getPixelReader().getPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), argb, 0, w);
        return argb;
    }
}
