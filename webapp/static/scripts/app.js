// What pages can do beyond links and forms. Every page works without it.
import "./htmx.js";
import "./forms.js";
import "./finder.js";
import "./suggestions.js";
import "./floor.js";
import "./pictures.js";
import "./roster.js";
import "./door.js";
import "./keeping.js";
