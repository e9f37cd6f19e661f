package org.radiloom.review;

import java.util.Optional;
import org.radiloom.problem.Problem;
import org.radiloom.study.Series;

/**
 * A model that was not run on a series, or did not get through it.
 *
 * @param model id of the model
 * @param reason one sentence for people
 * @param problem what went wrong; empty if the model simply is not made for the series
 */
public record NotRun(String model, Series series, String reason, Optional<Problem> problem) {}
