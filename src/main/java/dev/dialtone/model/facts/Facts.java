package dev.dialtone.model.facts;

/** What one file says. */
public sealed interface Facts
    permits ImageRecipe, EnvironmentFile, Settings, Endpoints, HostRules {}
