// Pages are made for one scope. An address with a query asks for another, so the numbers of the page as served
// stay out of sight until those of the query are drawn. A classic script, because it must run before the first frame.
if (location.search.length > 1) document.documentElement.classList.add('pending');
