package org.radiloom.train.loop;

import java.util.Set;

/**
 * The learning rate over a run.
 *
 * <p>A first stage with a frozen encoder, if there is one, has its own constant rate; warm-up and decay belong to the
 * second stage. What the schedule {@code plateau} made of the rate is kept by {@link PlateauState}, because it depends
 * on results. Source of the two stages: algorithms of the mandible network (frozen encoder, then all of it).
 */
public final class LrSchedule {
    /** Names of the ways in which a rate can fall. */
    public static final Set<String> KINDS = Set.of("constant", "cosine", "step", "plateau");

    private final OptimSettings optim;
    private final int epochs;

    LrSchedule(OptimSettings optim, int epochs) {
        this.optim = optim;
        this.epochs = epochs;
    }

    /** Rate at a point of a run that has come to a plateau or was sent back. */
    double at(double at, TrainState state) {
        double rate = at(at) * state.lrFactor();
        if (!optim.schedule().equals("plateau") || at < optim.frozenEpochs()) {
            return rate;
        }
        return Math.max(Math.min(rate, optim.minLr()), rate * state.plateau().factor());
    }

    /** Whether the encoder is frozen in that epoch (from 0). */
    boolean frozen(int epoch) {
        return epoch < optim.frozenEpochs();
    }

    /**
     * Rate at a point of the run.
     *
     * @param at epochs done, with the share of the current one: 0 at the start, 2.5 in the middle of the third
     */
    double at(double at) {
        if (at < optim.frozenEpochs()) {
            return optim.frozenLr();
        }
        double into = at - optim.frozenEpochs();
        if (into < optim.warmupEpochs()) {
            // starts above 0, so that the first step already learns
            return optim.lr() * Math.max(0.05, into / optim.warmupEpochs());
        }
        return switch (optim.schedule()) {
            case "constant", "plateau" -> optim.lr();
            case "cosine" -> {
                double span = Math.max(1e-9, epochs - optim.frozenEpochs() - optim.warmupEpochs());
                double share = Math.min(1, (into - optim.warmupEpochs()) / span);
                yield optim.minLr() + (optim.lr() - optim.minLr()) * (1 + Math.cos(Math.PI * share)) / 2;
            }
            case "step" -> optim.lr() * Math.pow(optim.stepFactor(), Math.floor(into / optim.stepEvery()));
            default -> throw new IllegalStateException("no schedule " + optim.schedule());
        };
    }
}
