package org.radiloom.train.adversarial;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.radiloom.train.classify.AtSettings;
import org.radiloom.train.loop.Callback;
import org.radiloom.train.loop.ClassAccuracy;
import org.radiloom.train.loop.EpochReport;

/**
 * How hard each class is attacked, and how much of its loss is robustness: Huang et al., MICCAI 2024, equations 1 and 2. A
 * class that is recognised poorly gets a smaller radius and more of the clean loss.
 *
 * <p>At first ε_i = ε and β_i = β/(1+β): algorithm 1 starts with β itself, which above 1 would give the clean loss a
 * negative weight. Both follow the accuracies from the end of the first epoch with an attack on.
 */
public final class ClassStrength implements Callback {
    private final AtSettings settings;
    private final int firstEpoch;
    private final ClassAccuracy accuracy;
    private final double[] radius;
    private final double[] share;

    /**
     * @param firstEpoch with an attack, from 0
     * @param accuracy finishes its epoch before this does
     */
    ClassStrength(AtSettings settings, int classes, int firstEpoch, ClassAccuracy accuracy) {
        this.settings = settings;
        this.firstEpoch = firstEpoch;
        this.accuracy = accuracy;
        radius = new double[classes];
        share = new double[classes];
        Arrays.fill(radius, settings.eps());
        Arrays.fill(share, settings.beta() / (1 + settings.beta()));
    }

    /** ε_i = (σ + Acc_i)·ε. */
    public static double radius(double eps, double sigma, double accuracy) {
        return (sigma + accuracy) * eps;
    }

    /** β_i = (μ + Acc_i)·β / (1 + (μ + Acc_i)·β), from 0 to below 1. */
    public static double share(double beta, double mu, double accuracy) {
        double scaled = (mu + accuracy) * beta;
        return scaled / (1 + scaled);
    }

    /** ε_i, in intensity units of [0, 1]. */
    public double radius(int label) {
        return radius[label];
    }

    /** β_i. */
    public double share(int label) {
        return share[label];
    }

    @Override
    public String name() {
        return "at";
    }

    @Override
    public void endEpoch(EpochReport report) {
        if (!settings.adaptive() || report.epoch() <= firstEpoch) {
            return;
        }
        for (int label = 0; label < radius.length; label++) {
            radius[label] = radius(settings.eps(), settings.sigma(), accuracy.of(label));
            share[label] = share(settings.beta(), settings.mu(), accuracy.of(label));
        }
    }

    @Override
    public void save(ObjectNode into) {
        ArrayNode rows = into.putArray("classes");
        for (int label = 0; label < radius.length; label++) {
            rows.addObject().put("eps", radius[label]).put("beta", share[label]);
        }
    }

    @Override
    public void restore(ObjectNode from) {
        for (int label = 0; label < radius.length; label++) {
            var row = from.path("classes").path(label);
            radius[label] = row.path("eps").asDouble(settings.eps());
            share[label] = row.path("beta").asDouble(settings.beta() / (1 + settings.beta()));
        }
    }
}
