package org.radiloom.ui.shell;

import org.radiloom.ui.command.Category;
import org.radiloom.ui.command.Command;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.desk.DeskActions;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.plane.PlanesModel;
import org.radiloom.ui.plane.SurfaceModel;

/** Planes through a series and the surface of what was found in it, as commands. */
public final class PlaneCommands {
    static final String TOGGLE = "planes.toggle";
    static final String CENTRE = "planes.centre";
    static final String ANALYSE = "surface.analyse";
    static final String RESET = "surface.reset";
    static final String EXPORT = "surface.export";

    private static final String NO_PLANES = "why.no.planes";
    private static final String NO_SURFACE = "why.no.surface";

    private PlaneCommands() {}

    public static void register(Commands commands, DeskModels models, DeskActions actions, Runnable focusViewport) {
        PlanesModel planes = models.planes();
        SurfaceModel surface = planes.surface();
        commands.register(Command.of(TOGGLE, Category.PLANES)
                .keys("Ctrl+R")
                .when(() -> planes.on() || models.viewport().stack().isPresent(), "why.no.series")
                .does(() -> {
                    actions.planes().toggle();
                    focusViewport.run();
                }));
        commands.register(onPlanes(planes, CENTRE, "Ctrl+Shift+R").does(planes::centre));
        commands.register(onPlanes(planes, "planes.thicker", "Alt+Up").does(() -> planes.thicken(1)));
        commands.register(onPlanes(planes, "planes.thinner", "Alt+Down").does(() -> planes.thicken(-1)));
        commands.register(onPlanes(planes, "planes.projection", "Ctrl+Alt+P").does(planes::nextProjection));
        commands.register(Command.of(ANALYSE, Category.PLANES)
                .when(surface::askable, NO_PLANES)
                .does(() -> actions.planes().analyse()));
        commands.register(Command.of(RESET, Category.PLANES)
                .when(() -> surface.shown().isPresent(), NO_SURFACE)
                .does(surface::reset));
        commands.register(Command.of(EXPORT, Category.PLANES)
                .keys("Ctrl+Alt+E")
                .when(() -> surface.shown().isPresent(), NO_SURFACE)
                .does(() -> actions.planes().exportSurface()));
    }

    private static Command onPlanes(PlanesModel planes, String id, String keys) {
        return Command.of(id, Category.PLANES).keys(keys).when(planes::on, NO_PLANES);
    }
}
