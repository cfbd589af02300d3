package dev.dialtone.model.facts;

import dev.dialtone.source.Problem;
import java.util.List;

/** What a reader made of a file: the facts it could draw, and what stood in the way of more. */
public record Reading<F extends Facts>(F facts, List<Problem> problems) {
  public Reading {
    problems = List.copyOf(problems);
  }
}
