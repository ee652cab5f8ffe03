(function () {
  var form = document.querySelector('form[enctype]');
  if (!form || !window.FormData) return;
  form.addEventListener('submit', function (event) {
    var file = form.querySelector('input[type=file]');
    if (!file.files.length) return;
    event.preventDefault();
    var bar = document.createElement('progress');
    var request = new XMLHttpRequest();
    bar.max = 100;
    bar.setAttribute('aria-label', file.labels[0].textContent);
    file.parentNode.appendChild(bar);
    form.querySelectorAll('button').forEach(function (button) { button.disabled = true; });
    request.upload.onprogress = function (step) {
      if (step.lengthComputable) bar.value = step.loaded * 100 / step.total;
    };
    request.onload = function () {
      if (request.responseURL.split('?')[0] !== form.action.split('?')[0] || request.responseURL.indexOf('again=') > 0) {
        location.href = request.responseURL;
      } else {
        document.open();
        document.write(request.responseText);
        document.close();
      }
    };
    request.onerror = function () { form.submit(); };
    request.open('POST', form.action);
    request.send(new FormData(form));
  });
})();
