{# What a browser registers as the keeper of a fair's door: with a new build its text is another, and the browser takes the new one. #}
self.files = {{ [asset('desk.css'), asset('app.js'), asset('icons.svg'), asset('seal.svg'), asset('lattice.svg')] | tojson }};
importScripts({{ asset('keeper.js') | tojson }});
